import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { readJson, writePrivateJson } from './json-file.ts';

/** An Ed25519 key pair: one JSON Web Key (RFC 8037) a half, each in one line. */
export interface KeyPair {
  readonly private: string;
  readonly public: string;
}

const KeyPairSchema = z.object({ private: z.string(), public: z.string() });

const Secrets = z.object({
  postgres: z.object({
    password: z.string(),
    /** Where the data really are, once PostgreSQL has started. */
    data_dir: z.string().optional(),
  }),
  gateway: KeyPairSchema,
  orchestrator: KeyPairSchema,
  /** The texts of the development keys by name. */
  keys: z.record(z.string(), z.string()),
});
/** What a stack makes once and keeps, so that it is the same after a restart. */
export type Secrets = z.infer<typeof Secrets>;

const passwordBytes = 24;

/** Makes an Ed25519 key pair. */
export const newKeyPair = (): KeyPair => {
  const pair = generateKeyPairSync('ed25519');
  return {
    private: JSON.stringify(pair.privateKey.export({ format: 'jwk' })),
    public: JSON.stringify(pair.publicKey.export({ format: 'jwk' })),
  };
};

const newSecrets = (): Secrets => ({
  postgres: { password: randomBytes(passwordBytes).toString('base64url') },
  gateway: newKeyPair(),
  orchestrator: newKeyPair(),
  keys: {},
});

/**
 * Reads the secrets of a stack; new ones, not written yet, when there is no file.
 * @throws UserError when the file holds something else
 */
export const readSecrets = async (path: string): Promise<Secrets> =>
  (await readJson(path, Secrets)) ?? newSecrets();

/** Writes the secrets for their owner alone. */
export const writeSecrets = (path: string, secrets: Secrets): Promise<void> =>
  writePrivateJson(path, secrets);

/** Every secret text that the stack of a folder was made with: to look for them where they must not be. */
export const knownSecrets = async (path: string): Promise<readonly string[]> => {
  const { postgres, gateway, orchestrator, keys } = await readSecrets(path);
  return [postgres.password, gateway.private, orchestrator.private, ...Object.values(keys)];
};
