import { z } from 'zod';
import { ArmAnomaly } from './arm.ts';
import { Timestamp } from './primitives.ts';
import { wholeNumber } from './query.ts';

/** How far back from now a report looks, in minutes. */
export const PerformanceQuery = z.strictObject({ window_minutes: wholeNumber(1, 60, 15) });
export type PerformanceQuery = z.infer<typeof PerformanceQuery>;

/** Percentiles in milliseconds, interpolated between the two nearest measurements. */
export const Latency = z.strictObject({
  p50: z.number().min(0),
  p95: z.number().min(0),
  p99: z.number().min(0),
});
export type Latency = z.infer<typeof Latency>;

/** How much ended, how fast and how well. Latency is null when nothing ended. */
export const Throughput = z.strictObject({
  ended: z.int().min(0),
  succeeded: z.int().min(0),
  per_minute: z.number().min(0),
  latency_ms: Latency.nullable(),
});
export type Throughput = z.infer<typeof Throughput>;

/**
 * What all replicas together have done, read from what they stored. Tasks are timed from their acceptance to their
 * end, arms from the start of an attempt to its result. Only the anomalies are those of the replica that answers.
 */
export const PerformanceReport = z.strictObject({
  at: Timestamp,
  window_minutes: z.int(),
  tasks: Throughput.extend({
    /** Counted from here: the start of the window, later when more tasks ended in it than one report looks at. */
    since: Timestamp,
  }),
  arms: z.strictObject({
    since: Timestamp,
    items: z.array(Throughput.extend({ arm_id: z.string() })),
  }),
  work: z.strictObject({
    tasks_in_progress: z.int().min(0),
    /** Tasks that no replica works on, 100,000 at most. */
    tasks_waiting: z.int().min(0),
    /** Seconds since the oldest of them could have been taken; null when none waits. */
    oldest_waiting_seconds: z.number().min(0).nullable(),
    /** Wake-ups in the queue; null while the queue does not answer. */
    wake_ups_queued: z.int().min(0).nullable(),
  }),
  anomalies: z
    .array(ArmAnomaly)
    .describe(
      'Arms that are slower or fail more often than usual, as seen by the replica that answers alone',
    ),
});
export type PerformanceReport = z.infer<typeof PerformanceReport>;
