import { createPrivateKey, type KeyObject, sign } from 'node:crypto';
import { newId } from '@octollm/contracts';

/** No token lives longer, which bounds how long a stolen one is of use. */
export const longestTokenSeconds = 300;

const base64url = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const header = base64url({ alg: 'EdDSA' });

/**
 * Signs the short-lived tokens that services send each other: JWTs with EdDSA (RFC 7519, RFC 8037) in the compact form
 * (RFC 7515, section 7.1). Every call of an arm has one, so it is signed here and now: Web Crypto, which libraries sign
 * with, takes three times as long because it goes through a pool of threads.
 */
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
   * @param claims with a `jti`, which names the token; it gets one when there is none
   * @param lifetimeSeconds at most 300
   */
  sign(audience: string, claims: Readonly<Record<string, unknown>>, lifetimeSeconds: number): string {
    const iat = Math.floor(Date.now() / 1_000);
    const exp = iat + Math.min(Math.max(Math.ceil(lifetimeSeconds), 1), longestTokenSeconds);
    const input = `${header}.${base64url({ jti: newId(), ...claims, iss: this.#issuer, aud: audience, iat, exp })}`;
    return `${input}.${sign(null, Buffer.from(input), this.#key).toString('base64url')}`;
  }
}
