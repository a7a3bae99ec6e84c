import { randomBytes } from 'node:crypto';
import { UserError } from '../output/index.ts';
import { newKeyPair } from '../stack/secrets.ts';

/** The secrets that Compose mounts, each the content of a file of its name. */
export type SecretValues = Readonly<Record<string, string>>;

/** Letters and digits: it needs no escape in a URL, in YAML or in a shell. */
const newPassword = (): string => randomBytes(24).toString('hex');

/** The names of the two halves of each key pair. */
const keyPairs = [
  ['GATEWAY_SIGNING_KEY', 'GATEWAY_PUBLIC_KEY'],
  ['ORCHESTRATOR_SIGNING_KEY', 'ORCHESTRATOR_PUBLIC_KEY'],
] as const;

/** A new half would not fit the one that is there. */
const requireBothHalves = (there: SecretValues): void => {
  for (const pair of keyPairs) {
    const [found, ...others] = pair.filter((name) => name in there);
    if (found === undefined || others.length > 0) continue;
    const missing = pair.find((name) => name !== found);
    throw new UserError(
      `${found} is there without ${missing}: put its other half beside it, or remove it for a new pair.`,
    );
  }
};

const replicas = 'postgres-replica';

/** An access list of Redis: one user, who may do everything with a password. */
const accessList = (password: string): string => `user default on >${password} ~* &* +@all\n`;

/**
 * Makes every secret that Compose mounts, but for the certificate of nginx, which only its owner has. Secrets that are
 * there already stay as they are, and those that follow from them do too.
 *
 * @param there - the values of the files that exist
 * @throws UserError when only one half of a key pair is there
 */
export const secretValues = (there: SecretValues): SecretValues => {
  requireBothHalves(there);
  const kept = (name: string, make: () => string): string => there[name] ?? make();
  const postgres = kept('POSTGRES_PASSWORD', newPassword);
  const redis = kept('REDIS_PASSWORD', newPassword);
  const qdrant = kept('QDRANT_API_KEY', newPassword);
  const [gateway, orchestrator] = [newKeyPair(), newKeyPair()];
  const database = (host: string): string => `postgres://octollm:${postgres}@${host}:5432/octollm`;
  const made: SecretValues = {
    POSTGRES_PASSWORD: postgres,
    REPLICATION_PASSWORD: newPassword(),
    DATABASE_URL: database('postgres'),
    DATABASE_REPLICA_URLS: database(replicas),
    REDIS_PASSWORD: redis,
    QUEUE_REDIS_ACL: accessList(redis),
    CACHE_REDIS_ACL: accessList(redis),
    QUEUE_REDIS_URL: `redis://:${redis}@redis-queue:6379`,
    CACHE_REDIS_URL: `redis://:${redis}@redis-cache:6379`,
    REDIS_EXPORTER_PASSWORDS: JSON.stringify({
      'redis://redis-queue:6379': redis,
      'redis://redis-cache:6379': redis,
    }),
    QDRANT_API_KEY: qdrant,
    QDRANT_CONFIGURATION: `service:\n  api_key: "${qdrant}"\n`,
    GRAFANA_PASSWORD: newPassword(),
    REMEDIATOR_TOKEN: newPassword(),
    GATEWAY_SIGNING_KEY: gateway.private,
    GATEWAY_PUBLIC_KEY: gateway.public,
    ORCHESTRATOR_SIGNING_KEY: orchestrator.private,
    ORCHESTRATOR_PUBLIC_KEY: orchestrator.public,
  };
  return { ...made, ...there };
};
