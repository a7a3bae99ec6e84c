import { z } from 'zod';
import { Action, type ActionKind } from './action.ts';
import { QuietHours } from './quiet-hours.ts';

const times = z.int().min(1).max(100);

/** How often an action may be done at most, over all replicas. */
export interface Limit {
  readonly per_hour: number;
  readonly per_day: number;
  readonly cool_down_seconds: number;
}

/** @param defaults what holds for what a policy leaves out */
const limitOf = (defaults: Limit) =>
  z
    .strictObject({
      /** How often within any hour, whatever it is done to. */
      per_hour: times.default(defaults.per_hour),
      /** How often within any 24 hours to the same target: what comes back after that is not mended by it. */
      per_day: times.default(defaults.per_day),
      /** Seconds for which the same target is left alone after it. */
      cool_down_seconds: z.int().min(60).max(86_400).default(defaults.cool_down_seconds),
    })
    .prefault({});

const actionLimits = {
  restart: limitOf({ per_hour: 4, per_day: 3, cool_down_seconds: 900 }),
  scale: limitOf({ per_hour: 4, per_day: 6, cool_down_seconds: 600 }),
  purge_cache: limitOf({ per_hour: 1, per_day: 6, cool_down_seconds: 3_600 }),
  open_breaker: limitOf({ per_hour: 4, per_day: 12, cool_down_seconds: 900 }),
  pause_tenant: limitOf({ per_hour: 2, per_day: 3, cool_down_seconds: 3_600 }),
} satisfies Readonly<Record<ActionKind, z.ZodType<Limit>>>;

/** What is done about which alerts. */
const Rule = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9-]{0,63}$/),
  /** The names of the alerts; the label `service` of one names what is acted on. */
  alerts: z
    .array(z.string().regex(/^[A-Za-z]\w{0,99}$/))
    .min(1)
    .max(50),
  severities: z
    .array(z.enum(['critical', 'warning', 'info']))
    .min(1)
    .default(['critical', 'warning']),
  /** Seconds that an alert must have been firing. A younger one is looked at with its next notification. */
  firing_seconds: z.int().min(0).max(86_400).default(0),
  action: Action,
});
export type Rule = z.infer<typeof Rule>;

/** What is done about alerts, and how much of it at most. */
export const Policy = z.strictObject({
  version: z.literal(1),
  /** When nothing is done, but that what was raised is put back. */
  quiet_hours: z.array(QuietHours).max(50).default([]),
  limits: z
    .strictObject({
      /** Actions of all kinds together within any hour. */
      per_hour: times.default(6),
      actions: z.strictObject(actionLimits).prefault({}),
    })
    .prefault({}),
  rules: z
    .array(Rule)
    .min(1)
    .max(100)
    .refine((rules) => new Set(rules.map(({ name }) => name)).size === rules.length, {
      error: 'give each rule a name of its own',
    }),
});
export type Policy = z.output<typeof Policy>;
export type PolicySource = z.input<typeof Policy>;
