import { createHash } from 'node:crypto';

/**
 * A value as JSON with the members of every object in the order of their names (by UTF-16 code units, as RFC 8785 has
 * it) and without those that are undefined, so that equal values give equal texts.
 */
export const canonicalJson = (value: unknown): string =>
  JSON.stringify(value ?? null, (_name, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );

/**
 * What makes two calls the same call: whom they are made to and with which input, as a SHA-256 digest of their
 * canonical JSON.
 */
export const callIdentity = (callee: string, input: unknown): string =>
  createHash('sha256')
    .update(canonicalJson([callee, input]))
    .digest('hex');
