import { z } from 'zod';
import { Usage } from './budget.ts';
import { Timestamp } from './primitives.ts';

/** What usage can be told apart by. A caller sees its own tenant, so `tenant` makes one group; an operator may see all. */
export const UsageGroup = z.enum(['day', 'model', 'tenant']);
export type UsageGroup = z.infer<typeof UsageGroup>;

const name = UsageGroup.options.join('|');

/** `day,model`: names with commas between, each once. */
const UsageGroups = z
  .string()
  .max(64)
  .regex(new RegExp(`^(?:${name})(?:,(?:${name}))*$`), {
    error: `write names with commas between: ${UsageGroup.options.join(', ')}`,
  })
  .transform((text): readonly UsageGroup[] => [...new Set(text.split(',') as UsageGroup[])]);

/** Which usage to read: attempts of steps, and calls of models through `/v1/*`, that ended from `from` (inclusive) to `to` (exclusive). */
export const UsageQuery = z.strictObject({
  /** 30 days before `to` when left out; a day with `all_tenants`. */
  from: Timestamp.optional(),
  /** Now when left out; at most 366 days after `from`, with `all_tenants` a day. */
  to: Timestamp.optional(),
  /** Of every tenant and not only of your own; that needs the scope admin. */
  all_tenants: z.literal('true').optional(),
  group_by: UsageGroups.prefault('day'),
});
export type UsageQuery = z.infer<typeof UsageQuery>;

/** A usage with the number of tasks that it belongs to; calls through `/v1/*` belong to none. */
export const TaskUsage = Usage.extend({ tasks: z.int().min(0) });
export type TaskUsage = z.infer<typeof TaskUsage>;

/** The usage of one group. It carries the names that it was grouped by, and no others. */
export const UsageItem = TaskUsage.extend({
  /** The day in UTC. */
  day: z.iso.date().optional(),
  /** The model that was asked; null for work that needed none. */
  model: z.string().nullable().optional(),
  tenant: z.string().optional(),
});
export type UsageItem = z.infer<typeof UsageItem>;

/** Usage by group. A task that appears in several groups counts in each of them and once in `total`. */
export const UsageReport = z.strictObject({
  from: Timestamp,
  to: Timestamp,
  items: z.array(UsageItem),
  total: TaskUsage,
});
export type UsageReport = z.infer<typeof UsageReport>;
