import { createPublicKey, type KeyObject } from 'node:crypto';
import { UnauthenticatedError } from '@octollm/contracts';
import { atMost } from '@octollm/resilience';
import { jwtVerify } from 'jose';
import { LRUCache } from 'lru-cache';
import type { z } from 'zod';
import type { TokenDenyList } from './token-deny-list.ts';

export interface TokenVerifierOptions<Claims> {
  readonly issuer: string;
  readonly audience: string;
  /** The public half of the issuer's Ed25519 key as a JSON Web Key. */
  readonly jwk: string;
  readonly schema: z.ZodType<Claims>;
  /** How many valid tokens are remembered until they expire, for an issuer that uses each more than once. @default 0 */
  readonly remembered?: number;
  /** Tokens that are refused although they have not expired. @default none */
  readonly denyList?: Pick<TokenDenyList, 'isDenied'>;
}

interface Verified<Claims> {
  readonly claims: Claims;
  /** Names the token. */
  readonly tokenId: string | undefined;
  readonly until: number;
}

const clockToleranceSeconds = 5;

/** Checks the tokens that one issuer signs for this service. */
export class TokenVerifier<Claims> {
  readonly #issuer: string;
  readonly #audience: string;
  readonly #key: KeyObject;
  readonly #schema: z.ZodType<Claims>;
  readonly #denyList: Pick<TokenDenyList, 'isDenied'> | undefined;
  readonly #known: LRUCache<string, Verified<Claims>> | undefined;

  constructor(options: TokenVerifierOptions<Claims>) {
    this.#issuer = options.issuer;
    this.#audience = options.audience;
    this.#key = createPublicKey({ key: JSON.parse(options.jwk), format: 'jwk' });
    this.#schema = options.schema;
    this.#denyList = options.denyList;
    const { remembered = 0 } = options;
    this.#known = remembered === 0 ? undefined : new LRUCache(atMost(remembered));
  }

  /**
   * Reads the claims out of an `Authorization: Bearer` header.
   * @throws UnauthenticatedError when it is missing, expired, from another issuer, for another audience, forged or denied
   */
  async verify(authorization: string | undefined): Promise<Claims> {
    const token = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1];
    if (token === undefined)
      throw new UnauthenticatedError('Send the token of a service: Authorization: Bearer ...');
    const known = this.#known?.get(token);
    const { claims, tokenId } =
      known !== undefined && Date.now() < known.until ? known : await this.#read(token);
    if (tokenId !== undefined && this.#denyList?.isDenied(tokenId) === true)
      throw new UnauthenticatedError('The token was stopped: what it was for is over.');
    return claims;
  }

  async #read(token: string): Promise<Verified<Claims>> {
    try {
      const { payload } = await jwtVerify(token, this.#key, {
        issuer: this.#issuer,
        audience: this.#audience,
        algorithms: ['EdDSA'],
        requiredClaims: ['exp', 'iat'],
        clockTolerance: clockToleranceSeconds,
      });
      const claims = this.#schema.parse(payload);
      const verified = { claims, tokenId: payload.jti, until: (payload.exp ?? 0) * 1_000 };
      this.#known?.set(token, verified);
      return verified;
    } catch (cause) {
      throw new UnauthenticatedError('The token is not valid for this service, or has expired.', { cause });
    }
  }
}
