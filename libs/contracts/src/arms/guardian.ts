import { z } from 'zod';
import { Severity } from '../models/validation.ts';

export const GuardianCheck = z.enum(['pii', 'secrets']);
export type GuardianCheck = z.infer<typeof GuardianCheck>;

export const GuardianInput = z.strictObject({
  text: z.string().max(100_000),
  checks: z.array(GuardianCheck).min(1).default(['pii', 'secrets']),
});
export type GuardianInput = z.infer<typeof GuardianInput>;

/** Something found in a text. `start` and `end` are UTF-16 offsets; the value itself is never repeated. */
export const Finding = z.strictObject({
  check: GuardianCheck,
  type: z.string(),
  severity: Severity,
  start: z.int().min(0),
  end: z.int().min(0),
});
export type Finding = z.infer<typeof Finding>;

export const GuardianOutput = z.strictObject({
  decision: z.enum(['allow', 'redact', 'block']),
  findings: z.array(Finding),
  sanitized_text: z.string(),
});
export type GuardianOutput = z.infer<typeof GuardianOutput>;
