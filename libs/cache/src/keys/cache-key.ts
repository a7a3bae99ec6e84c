import { createHmac } from 'node:crypto';
import { type CacheClass, isCacheClass } from './cache-class.ts';
import { canonicalJson } from './canonical-json.ts';
import { deriveKey } from './derive-key.ts';

declare const made: unique symbol;

/** The key of one entry. It is only had from a key maker, or back from the id that one wrote. */
export interface CacheKey {
  readonly tenant: string;
  readonly class: CacheClass;
  /** `tenant:class:digest`. The tenant is readable, for a purge; the digest says nothing of the texts it was made from. */
  readonly id: string;
  readonly [made]: true;
}

/** Everything an answer depends on. Each of them is JSON, and case matters in all. */
export interface CacheKeyParts {
  readonly tenant: string;
  readonly class: CacheClass;
  /** The checks that ran on the input and will not run on a hit, with their versions and levels; in any order. */
  readonly checks: readonly string[];
  readonly model: string;
  readonly parameters: unknown;
  readonly input: unknown;
}

export type CacheKeyMaker = (parts: CacheKeyParts) => CacheKey;

const key = (tenant: string, name: CacheClass, digest: string): CacheKey =>
  ({ tenant, class: name, id: `${encodeURIComponent(tenant)}:${name}:${digest}` }) as CacheKey;

/**
 * Makes keys: HMAC-SHA-256 over the canonical JSON of all parts. Without the secret nobody can tell from a key whether
 * some text was asked.
 *
 * @param secret - at least 16 bytes, the same for every replica
 * @returns a maker that throws NotJsonError for parts that are not JSON, and RangeError without a tenant
 * @throws RangeError when the secret is too short
 */
export const cacheKeyMaker = (secret: string | Uint8Array): CacheKeyMaker => {
  const hmacKey = deriveKey(secret, 'keys');
  return ({ tenant, class: name, checks, model, parameters, input }) => {
    if (tenant === '') throw new RangeError('A cache key needs a tenant.');
    const text = canonicalJson([tenant, name, [...checks].sort(), model, parameters, input]);
    return key(tenant, name, createHmac('sha256', hmacKey).update(text).digest('base64url'));
  };
};

/** The key with this id; undefined when no key maker wrote it. */
export const cacheKeyOfId = (id: string): CacheKey | undefined => {
  const [, tenant, name, digest] = /^([^:]+):([a-z_]+):([\w-]{43})$/.exec(id) ?? [];
  if (tenant === undefined || name === undefined || digest === undefined || !isCacheClass(name))
    return undefined;
  try {
    return key(decodeURIComponent(tenant), name, digest);
  } catch {
    // A stray percent sign: no key maker writes one.
    return undefined;
  }
};
