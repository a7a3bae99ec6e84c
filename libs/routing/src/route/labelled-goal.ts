import { QueryType } from '@octollm/contracts';
import { z } from 'zod';

/** A goal with the way that a person gave it: a line of data/train.jsonl or data/held-out.jsonl. */
export const LabelledGoal = z.strictObject({
  goal: z.string(),
  /** How many constraints come with it. */
  constraints: z.int().min(0).max(20),
  query_type: QueryType,
  complexity: z.enum(['simple', 'complex']),
  direct: z.boolean(),
});
export type LabelledGoal = z.infer<typeof LabelledGoal>;
