import { z } from 'zod';
import { GuardianCheck } from '../arms/guardian.ts';

/** A text for the guardrails alone: 1 to 100,000 characters, through every check unless some are named. */
export const ProcessRequest = z.strictObject({
  text: z.string().min(1).max(100_000),
  checks: z
    .array(GuardianCheck)
    .min(1)
    .max(GuardianCheck.options.length)
    .default(() => [...GuardianCheck.options]),
});
export type ProcessRequest = z.infer<typeof ProcessRequest>;
