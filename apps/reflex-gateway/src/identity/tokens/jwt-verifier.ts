import { createSecretKey } from 'node:crypto';
import type { ConfigOf, reflexGateway } from '@octollm/catalogue';
import { UnavailableError } from '@octollm/contracts';
import { type JWTVerifyGetKey, type JWTVerifyOptions, jwtVerify } from 'jose';
import type { Identity } from '../identity.ts';
import { identityOf } from './claims.ts';
import { RemoteKeys, type RemoteKeysOptions } from './remote-keys.ts';

export type JwtConfig = Pick<
  ConfigOf<typeof reflexGateway>,
  | 'AUTH_JWT_SECRET'
  | 'AUTH_JWKS_URL'
  | 'AUTH_JWT_ISSUER'
  | 'AUTH_JWT_AUDIENCE'
  | 'AUTH_JWT_TENANT_CLAIM'
  | 'AUTH_JWT_CLOCK_TOLERANCE_SECONDS'
>;

/** Who a token is for, and until when. */
export interface VerifiedToken {
  readonly identity: Identity;
  readonly until: Date;
}

/** Public keys and the secret have algorithms of their own, so that no key is taken for a secret (RFC 8725, 3.1). */
const publicKeyAlgorithms = ['RS256', 'ES256', 'EdDSA'];
const secretAlgorithms = ['HS256'];

interface Trust {
  readonly findKey: JWTVerifyGetKey;
  readonly algorithms: string[];
}

const trustOf = (config: JwtConfig, keys: RemoteKeysOptions | undefined): Trust | undefined => {
  const { AUTH_JWT_SECRET: secret, AUTH_JWKS_URL: url } = config;
  if (secret !== undefined) {
    const key = createSecretKey(Buffer.from(secret));
    return { findKey: () => key, algorithms: secretAlgorithms };
  }
  if (url === undefined) return undefined;
  const remote = new RemoteKeys(url, keys);
  return { findKey: (header, token) => remote.find(header, token), algorithms: publicKeyAlgorithms };
};

/** Checks the JWTs (RFC 7519) that an identity provider issues to users. */
export class JwtVerifier {
  readonly #trust: Trust | undefined;
  readonly #options: JWTVerifyOptions;
  readonly #tenantClaim: string;

  /** @param keys how public keys are fetched */
  constructor(config: JwtConfig, keys?: RemoteKeysOptions) {
    this.#trust = trustOf(config, keys);
    this.#tenantClaim = config.AUTH_JWT_TENANT_CLAIM;
    this.#options = {
      algorithms: this.#trust?.algorithms ?? [],
      // The configuration has both when it says who is trusted; an empty one matches nothing.
      issuer: config.AUTH_JWT_ISSUER ?? '',
      audience: config.AUTH_JWT_AUDIENCE ?? '',
      requiredClaims: ['exp', 'sub', this.#tenantClaim],
      clockTolerance: config.AUTH_JWT_CLOCK_TOLERANCE_SECONDS,
    };
  }

  /**
   * Who a token is for; undefined when it is not valid here, for whatever reason, and when no JWTs are taken.
   * @throws UnavailableError when the keys to check it with cannot be had
   */
  async verify(token: string): Promise<VerifiedToken | undefined> {
    if (this.#trust === undefined) return undefined;
    try {
      const { payload } = await jwtVerify(token, this.#trust.findKey, this.#options);
      return {
        identity: identityOf(payload, this.#tenantClaim),
        until: new Date((payload.exp ?? 0) * 1_000),
      };
    } catch (error) {
      if (error instanceof UnavailableError) throw error;
      return undefined;
    }
  }
}
