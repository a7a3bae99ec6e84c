import { describe, expect, it } from 'vitest';
import { addUsage, noUsage } from './budget.ts';

describe('usage', () => {
  it('adds up field by field', () => {
    const call = { prompt_tokens: 10, completion_tokens: 5, cost_usd: 0.25, llm_calls: 1, tool_calls: 2 };
    expect(addUsage(call, noUsage)).toEqual(call);
    expect(addUsage(call, call)).toEqual({
      prompt_tokens: 20,
      completion_tokens: 10,
      cost_usd: 0.5,
      llm_calls: 2,
      tool_calls: 4,
    });
  });
});
