import { z } from 'zod';
import { Timestamp } from './primitives.ts';

/** What a replica did by itself to mend something. */
export const HealingAct = z.strictObject({
  at: Timestamp,
  /** The replica that acted. */
  actor: z.string(),
  /** Such as `replace_worker`. */
  action: z.string(),
  /** What was mended, such as `task-queue`. */
  subject: z.string(),
  /** Why and how; it holds nothing of a tenant. */
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
});
export type HealingAct = z.infer<typeof HealingAct>;
