import { z } from 'zod';
import { Id, Sha256, Timestamp } from './primitives.ts';

/** One entry of a task's audit trail. `hash` covers the entry and `previous_hash`, so that a change shows. */
export const AuditEntry = z.strictObject({
  sequence: z.int().min(1),
  task_id: Id,
  action: z.string(),
  actor: z.string(),
  at: Timestamp,
  trace_id: z.string(),
  data: z.record(z.string(), z.unknown()),
  previous_hash: Sha256,
  hash: Sha256,
});
export type AuditEntry = z.infer<typeof AuditEntry>;

export const AuditTrail = z.strictObject({ items: z.array(AuditEntry) });
export type AuditTrail = z.infer<typeof AuditTrail>;
