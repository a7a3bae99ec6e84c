import { z } from 'zod';
import { Timestamp, text } from './primitives.ts';

const reason = text(500).describe('Why, in your words; whoever reads the state of what is stopped reads it');

/** Opens the circuit breaker of an arm by hand. */
export const BreakerOrder = z.strictObject({
  state: z.literal('open'),
  for_seconds: z.int().min(1).max(3_600),
  reason,
});
export type BreakerOrder = z.infer<typeof BreakerOrder>;

/** Pauses a tenant. */
export const PauseOrder = z.strictObject({ for_seconds: z.int().min(1).max(86_400), reason });
export type PauseOrder = z.infer<typeof PauseOrder>;

/** A tenant whose requests are refused for a while. */
export const TenantPause = z.strictObject({
  tenant_id: z.string(),
  since: Timestamp,
  until: Timestamp,
  reason: z.string(),
  /** Who paused it, or changed that last: `key:<id>` or `user:<id>`. */
  by: z.string(),
});
export type TenantPause = z.infer<typeof TenantPause>;
