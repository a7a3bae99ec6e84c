import { z } from 'zod';
import { Id, Timestamp, text } from './primitives.ts';
import { wholeNumber } from './query.ts';
import { Scope } from './scopes.ts';
import { Tier } from './tiers.ts';

/** Seconds that the secret before may go on working after a rotation: seven days at most. */
export const GraceSeconds = z.int().min(0).max(604_800);

/** What somebody asks for who makes a key. */
export const KeyRequest = z.strictObject({
  /** For people, to tell keys apart: unique among the keys of a tenant that are not revoked. */
  name: text(100),
  scopes: z
    .array(Scope)
    .min(1)
    .max(Scope.options.length)
    .refine((scopes) => new Set(scopes).size === scopes.length, { error: 'names a scope twice' })
    .meta({ uniqueItems: true }),
  /** The tier of who makes it, when left out. */
  tier: Tier.optional(),
  /** Stands in the text of the key, so that a person sees what leaked; a key with the scope admin says so instead. */
  kind: z.enum(['live', 'test']).default('live'),
  /** Never, when left out. */
  expires_at: Timestamp.optional(),
});
export type KeyRequest = z.infer<typeof KeyRequest>;

/** What is known of a key; its secret is not. */
export const Key = z.strictObject({
  id: Id,
  name: z.string(),
  scopes: z.array(Scope),
  tier: Tier,
  created_at: Timestamp,
  expires_at: Timestamp.nullable(),
  revoked_at: Timestamp.nullable(),
  /** Until when the secret before the last rotation works; null when it does not. */
  previous_valid_until: Timestamp.nullable(),
  /** To the minute, and written down a minute later at most. */
  last_used_at: Timestamp.nullable(),
});
export type Key = z.infer<typeof Key>;

/** A key with its secret, which is shown this once. */
export const NewKey = Key.extend({ key: z.string() });
export type NewKey = z.infer<typeof NewKey>;

/** How a key is rotated. */
export const KeyRotation = z.strictObject({
  /** How long the secret that worked until now goes on working; when left out it stops at once. */
  grace_seconds: GraceSeconds.default(0),
});
export type KeyRotation = z.infer<typeof KeyRotation>;

/** A page of keys, the newest first. */
export const KeyQuery = z.strictObject({
  cursor: z.string().max(512).optional(),
  limit: wholeNumber(1, 100, 20),
});
export type KeyQuery = z.infer<typeof KeyQuery>;

export const KeyPage = z.strictObject({
  items: z.array(Key),
  /** Leads to the next page; null at the end. */
  next_cursor: z.string().nullable(),
});
export type KeyPage = z.infer<typeof KeyPage>;
