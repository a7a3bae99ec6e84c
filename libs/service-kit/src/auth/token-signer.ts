import { createPrivateKey, type KeyObject } from 'node:crypto';
import { SignJWT } from 'jose';

/** Signs the short-lived tokens that services send each other (JWT with EdDSA, RFC 8037). */
export class TokenSigner {
  readonly #issuer: string;
  readonly #key: KeyObject;

  /** @param jwk the private half of an Ed25519 key as a JSON Web Key */
  constructor(issuer: string, jwk: string) {
    this.#issuer = issuer;
    this.#key = createPrivateKey({ key: JSON.parse(jwk), format: 'jwk' });
  }

  /**
   * @param audience the one service that may accept the token
   * @param lifetimeSeconds at most 300, which bounds how long a stolen token is of use
   */
  async sign(
    audience: string,
    claims: Readonly<Record<string, unknown>>,
    lifetimeSeconds: number,
  ): Promise<string> {
    return new SignJWT({ ...claims })
      .setProtectedHeader({ alg: 'EdDSA' })
      .setIssuer(this.#issuer)
      .setAudience(audience)
      .setIssuedAt()
      .setExpirationTime(`${Math.min(Math.max(Math.ceil(lifetimeSeconds), 1), 300)}s`)
      .sign(this.#key);
  }
}
