import { CachedKind } from '@octollm/contracts';
import { z } from 'zod';

/** The platform tells the costs of all tenants for a day at most; the way there takes some of it. */
const longestWindow = 1_439;

/** What the remediator can do about an alert, with how much of it. */
export const Action = z.discriminatedUnion('kind', [
  /** Starts the service that the alert is about anew, replica by replica where there are several. */
  z.strictObject({ kind: z.literal('restart') }),
  /** Raises the least replicas of the service until the alert is resolved, at the longest for so long. */
  z.strictObject({
    kind: z.literal('scale'),
    by: z.int().min(1).max(10).default(1),
    longest_seconds: z.int().min(300).max(86_400).default(14_400),
  }),
  /** Forgets cached answers of the tenant of the admin key, of one kind or all; those of others stay. */
  z.strictObject({ kind: z.literal('purge_cache'), of: CachedKind.optional() }),
  /** Has the orchestrator call the arm no more for a while. */
  z.strictObject({ kind: z.literal('open_breaker'), for_seconds: z.int().min(1).max(3_600) }),
  /**
   * Has the gateway refuse the tenant that causes more than this share of the cost of the window. The window is long, so
   * that what was spent before the alert is in it however long that fires.
   */
  z.strictObject({
    kind: z.literal('pause_tenant'),
    for_seconds: z.int().min(1).max(86_400),
    share: z.number().gt(0).max(1),
    window_minutes: z.int().min(5).max(longestWindow).default(longestWindow),
  }),
]);
export type Action = z.infer<typeof Action>;
export type ActionKind = Action['kind'];
