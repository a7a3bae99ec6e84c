import { z } from 'zod';
import { Answer } from '../models/answer.ts';
import { Passages } from '../models/passages.ts';
import { ValidationResult } from '../models/validation.ts';

/** What was answered, to which goal, and the passages it was made from. */
export const JudgeInput = z.strictObject({
  goal: z.string(),
  answer: Answer,
  passages: Passages.default([]),
  acceptance_criteria: z.array(z.string()).default([]),
  /** What other proposals for the same goal answer instead; each is reported as an issue. */
  contradictions: z.array(z.string()).optional(),
});
export type JudgeInput = z.infer<typeof JudgeInput>;

export const JudgeOutput = ValidationResult;
export type JudgeOutput = z.infer<typeof JudgeOutput>;
