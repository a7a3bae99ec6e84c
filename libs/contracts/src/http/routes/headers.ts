import { z } from 'zod';

/** Headers of a request that makes a task. */
export const SubmitHeaders = z.object({
  'idempotency-key': z.string().min(1).max(255).optional(),
  prefer: z.string().max(255).optional(),
});
export type SubmitHeaders = z.infer<typeof SubmitHeaders>;

/** Headers of a request for a task's events. */
export const EventsHeaders = z.object({
  'last-event-id': z
    .string()
    .regex(/^\d{1,15}$/)
    .optional(),
});
export type EventsHeaders = z.infer<typeof EventsHeaders>;
