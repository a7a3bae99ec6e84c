import { createPublicKey, type KeyObject } from 'node:crypto';
import { UnauthenticatedError } from '@octollm/contracts';
import { jwtVerify } from 'jose';
import { LRUCache } from 'lru-cache';
import type { z } from 'zod';

export interface TokenVerifierOptions<Claims> {
  readonly issuer: string;
  readonly audience: string;
  /** The public half of the issuer's Ed25519 key as a JSON Web Key. */
  readonly jwk: string;
  readonly schema: z.ZodType<Claims>;
  /** How many valid tokens are remembered until they expire, for an issuer that uses each more than once. @default 0 */
  readonly remembered?: number;
}

const clockToleranceSeconds = 5;

/** Checks the tokens that one issuer signs for this service. */
export class TokenVerifier<Claims> {
  readonly #issuer: string;
  readonly #audience: string;
  readonly #key: KeyObject;
  readonly #schema: z.ZodType<Claims>;

  readonly #known: LRUCache<string, { readonly claims: Claims; readonly until: number }> | undefined;

  constructor(options: TokenVerifierOptions<Claims>) {
    this.#issuer = options.issuer;
    this.#audience = options.audience;
    this.#key = createPublicKey({ key: JSON.parse(options.jwk), format: 'jwk' });
    this.#schema = options.schema;
    const { remembered = 0 } = options;
    this.#known = remembered === 0 ? undefined : new LRUCache({ max: remembered });
  }

  /**
   * Reads the claims out of an `Authorization: Bearer` header.
   * @throws UnauthenticatedError when it is missing, expired, from another issuer, for another audience or forged
   */
  async verify(authorization: string | undefined): Promise<Claims> {
    const token = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1];
    if (token === undefined)
      throw new UnauthenticatedError('Send the token of a service: Authorization: Bearer ...');
    const known = this.#known?.get(token);
    if (known !== undefined && Date.now() < known.until) return known.claims;
    try {
      const { payload } = await jwtVerify(token, this.#key, {
        issuer: this.#issuer,
        audience: this.#audience,
        algorithms: ['EdDSA'],
        requiredClaims: ['exp', 'iat'],
        clockTolerance: clockToleranceSeconds,
      });
      const claims = this.#schema.parse(payload);
      this.#known?.set(token, { claims, until: (payload.exp ?? 0) * 1_000 });
      return claims;
    } catch (cause) {
      throw new UnauthenticatedError('The token is not valid for this service, or has expired.', { cause });
    }
  }
}
