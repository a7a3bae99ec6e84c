import { z } from 'zod';
import { Ratio } from '../models/primitives.ts';
import { Severity } from '../models/validation.ts';

export const GuardianCheck = z.enum(['pii', 'secrets', 'injection']);
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
  /** How sure the finding is, from 0 to 1: higher when a check digit is right or words around announce the value. */
  confidence: Ratio.optional(),
  /** Why this is a finding, in a sentence for people; it holds no text of the input. */
  explanation: z.string().optional(),
});
export type Finding = z.infer<typeof Finding>;

export const GuardianOutput = z.strictObject({
  decision: z.enum(['allow', 'redact', 'block']),
  findings: z.array(Finding),
  sanitized_text: z.string(),
});
export type GuardianOutput = z.infer<typeof GuardianOutput>;
