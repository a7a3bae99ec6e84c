import { createPublicKey, type KeyObject } from 'node:crypto';
import { UnauthenticatedError } from '@octollm/contracts';
import { jwtVerify } from 'jose';
import type { z } from 'zod';

/** Checks the tokens that one issuer signs for this service. */
export class TokenVerifier<Claims> {
  readonly #issuer: string;
  readonly #audience: string;
  readonly #key: KeyObject;
  readonly #schema: z.ZodType<Claims>;

  /** @param jwk the public half of the issuer's Ed25519 key as a JSON Web Key */
  constructor(options: { issuer: string; audience: string; jwk: string; schema: z.ZodType<Claims> }) {
    this.#issuer = options.issuer;
    this.#audience = options.audience;
    this.#key = createPublicKey({ key: JSON.parse(options.jwk), format: 'jwk' });
    this.#schema = options.schema;
  }

  /**
   * Reads the claims out of an `Authorization: Bearer` header.
   * @throws UnauthenticatedError when it is missing, expired, from another issuer, for another audience or forged
   */
  async verify(authorization: string | undefined): Promise<Claims> {
    const token = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1];
    if (token === undefined)
      throw new UnauthenticatedError('Send the token of a service: Authorization: Bearer ...');
    try {
      const { payload } = await jwtVerify(token, this.#key, {
        issuer: this.#issuer,
        audience: this.#audience,
        algorithms: ['EdDSA'],
        requiredClaims: ['exp', 'iat'],
        clockTolerance: 5,
      });
      return this.#schema.parse(payload);
    } catch (cause) {
      throw new UnauthenticatedError('The token is not valid for this service, or has expired.', { cause });
    }
  }
}
