import { createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';

/** Shorter ones can be guessed. */
const shortestSecret = 16;

/**
 * A key of 256 bits for one purpose from the secret of the cache (HKDF, RFC 5869): keys of entries, encryption and
 * guards never share one.
 *
 * @throws RangeError when the secret has fewer than 16 bytes
 */
export const deriveKey = (secret: string | Uint8Array, purpose: string): KeyObject => {
  const bytes = Buffer.from(secret);
  if (bytes.length < shortestSecret)
    throw new RangeError(`The secret of the cache needs at least ${shortestSecret} bytes.`);
  // A key object: with bytes, node:crypto takes eight times as long for each HMAC.
  return createSecretKey(Buffer.from(hkdfSync('sha256', bytes, '', `octollm cache: ${purpose}`, 32)));
};
