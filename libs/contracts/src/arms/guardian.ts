import { z } from 'zod';
import { Ratio } from '../models/primitives.ts';
import { Severity } from '../models/validation.ts';

export const GuardianCheck = z.enum(['pii', 'secrets', 'injection', 'content', 'policy']);
export type GuardianCheck = z.infer<typeof GuardianCheck>;

/** How strictly input is validated. Each level refuses all that the one before refuses. */
export const ValidationLevel = z.enum(['permissive', 'moderate', 'strict']);
export type ValidationLevel = z.infer<typeof ValidationLevel>;

/** Where a text goes, which decides what is dangerous in it. */
export const Sink = z.enum(['prompt', 'shell', 'path', 'url', 'sql', 'html', 'template', 'header']);
export type Sink = z.infer<typeof Sink>;

/**
 * Where a text comes from: from somebody who may give instructions, or from a page, a document or a tool, which may
 * not.
 */
export const TextOrigin = z.enum(['user', 'content']);
export type TextOrigin = z.infer<typeof TextOrigin>;

/** Whether a text goes to a model or a tool, or comes from one. */
export const TextDirection = z.enum(['input', 'output']);
export type TextDirection = z.infer<typeof TextDirection>;

export const GuardianInput = z.strictObject({
  text: z.string().max(100_000),
  /**
   * All of them for a text that is put somewhere (`sink`); all but `injection` for one that comes from a model or a
   * tool (`direction: output`); personal data and secrets otherwise.
   */
  checks: z.array(GuardianCheck).min(1).optional(),
  origin: TextOrigin.default('user'),
  direction: TextDirection.optional(),
  /** Where the text is to be put. With the check `policy` it is then validated for that place. */
  sink: Sink.optional(),
  /** How strictly it is validated; the policy decides when it is left out. */
  level: ValidationLevel.optional(),
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
