import { z } from 'zod';

/** How a service is, and for operators how each of its stores and the services it calls are. */
export const HealthReport = z.strictObject({
  /** `degraded`: something does not answer. `down`: the service is not ready. */
  status: z.enum(['ok', 'degraded', 'down']),
  dependencies: z
    .record(
      z.string(),
      z.strictObject({ status: z.enum(['up', 'down']), latency_ms: z.number().min(0).nullable() }),
    )
    .optional(),
});
export type HealthReport = z.infer<typeof HealthReport>;
