import { z } from 'zod';
import { Answer } from '../models/answer.ts';
import { Passages } from '../models/passages.ts';
import { ValidationResult } from '../models/validation.ts';

const maxSchema = 50_000;

/** What was answered, to which goal, and what it was made from. */
export const JudgeInput = z.strictObject({
  goal: z.string(),
  answer: Answer,
  passages: Passages.default([]),
  acceptance_criteria: z.array(z.string()).default([]),
  /** A JSON schema (draft 2020-12) that the answer's text must match as JSON; at most 50,000 characters. */
  output_schema: z
    .record(z.string(), z.unknown())
    .refine((schema) => JSON.stringify(schema).length <= maxSchema, {
      error: `is longer than ${maxSchema} characters`,
    })
    .optional(),
  /**
   * What tools returned, beside passages: texts or JSON. An answer that rests on these needs no citations; one that
   * reports a failure (`exit_code` other than 0, `passed: false`, `success: false`) makes it invalid.
   */
  evidence: z
    .array(z.strictObject({ label: z.string().min(1).max(200), content: z.unknown() }))
    .max(20)
    .optional(),
  /** What other proposals for the same goal answer instead; each is reported as an issue. */
  contradictions: z.array(z.string()).optional(),
});
export type JudgeInput = z.infer<typeof JudgeInput>;

export const JudgeOutput = ValidationResult;
export type JudgeOutput = z.infer<typeof JudgeOutput>;
