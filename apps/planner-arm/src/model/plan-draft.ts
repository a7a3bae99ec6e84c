import { StepId } from '@octollm/contracts';
import { z } from 'zod';

const DraftStep = z.strictObject({
  id: StepId,
  arm: z.string().min(1).max(64),
  action: z.string().min(1).max(64),
  input: z.record(z.string(), z.unknown()),
  depends_on: z.array(StepId).max(19),
  estimated_tokens: z.int().min(0).max(100_000),
  estimated_seconds: z.number().min(0).max(3_600),
});
export type DraftStep = z.infer<typeof DraftStep>;

/** A plan as a model writes it. What decides about risk, time-outs and repetition is not for a model to say. */
export const PlanDraft = z.strictObject({
  rationale: z.string().min(1).max(2_000),
  confidence: z.number().min(0).max(1),
  steps: z.array(DraftStep).min(3).max(7),
});
export type PlanDraft = z.infer<typeof PlanDraft>;
