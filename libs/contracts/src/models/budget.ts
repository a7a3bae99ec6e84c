import { z } from 'zod';

/** What a task may use at most. Every field has a default, so `{}` is a whole budget. */
export const Budget = z.strictObject({
  max_tokens: z.int().min(1).max(100_000).default(10_000),
  max_time_seconds: z.int().min(1).max(3_600).default(300),
  max_cost_usd: z.number().min(0).max(100).default(1),
  max_retries: z.int().min(0).max(10).default(3),
});
export type Budget = z.infer<typeof Budget>;

/** What a call, a step or a task has used. */
export const Usage = z.strictObject({
  prompt_tokens: z.int().min(0),
  completion_tokens: z.int().min(0),
  cost_usd: z.number().min(0),
  llm_calls: z.int().min(0),
  tool_calls: z.int().min(0),
});
export type Usage = z.infer<typeof Usage>;

export const noUsage: Usage = {
  prompt_tokens: 0,
  completion_tokens: 0,
  cost_usd: 0,
  llm_calls: 0,
  tool_calls: 0,
};

/** The sum of two usages. */
export const addUsage = (a: Usage, b: Usage): Usage => ({
  prompt_tokens: a.prompt_tokens + b.prompt_tokens,
  completion_tokens: a.completion_tokens + b.completion_tokens,
  cost_usd: a.cost_usd + b.cost_usd,
  llm_calls: a.llm_calls + b.llm_calls,
  tool_calls: a.tool_calls + b.tool_calls,
});
