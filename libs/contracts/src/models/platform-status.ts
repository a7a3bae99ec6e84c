import { z } from 'zod';
import { FiringAlert } from './alerts.ts';
import { ArmList } from './arm.ts';
import { DebugQueues } from './debug.ts';
import { FailureReport } from './failures.ts';
import { HealthReport } from './health.ts';
import { TenantPause } from './holds.ts';
import { PerformanceReport } from './performance.ts';
import { Timestamp } from './primitives.ts';
import { UsageReport } from './usage-report.ts';

/** A part of a report, or why it could not be read. */
export type Known<Part> = { readonly known: Part } | { readonly unknown: string };

const known = <Schema extends z.ZodType>(part: Schema) =>
  z.union([z.strictObject({ known: part }), z.strictObject({ unknown: z.string() })]);

/** The platform at a glance: each part is what a route of its own says. */
export const PlatformStatus = z.strictObject({
  at: Timestamp,
  health: known(HealthReport).describe('/health of the gateway: its stores and the orchestrator'),
  arms: known(ArmList).describe('/api/v1/arms'),
  queues: known(DebugQueues).describe('/debug/queues'),
  performance: known(PerformanceReport).describe('/performance'),
  failures: known(FailureReport).describe('/errors'),
  usage: known(UsageReport).describe('/api/v1/usage of your tenant in this month'),
  pauses: z.array(TenantPause).describe('The tenants whose requests the replica that answers refuses'),
  alerts: known(z.array(FiringAlert))
    .nullable()
    .describe('What the Alertmanager says; null when the gateway knows of none (ALERTMANAGER_URL)'),
});
export type PlatformStatus = z.infer<typeof PlatformStatus>;
