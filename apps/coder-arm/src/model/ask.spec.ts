import { type ChatProvider, ProviderError } from '@octollm/llm';
import { ArmFailure } from '@octollm/service-kit';
import { describe, expect, it } from 'vitest';
import { ask } from './ask.ts';
import { Meter } from './meter.ts';

const model = { name: 'openai', model: 'gpt-4.1-mini' };
const request = { system: 'Be brief.', prompt: 'Add two numbers.', signal: new AbortController().signal };

const asked = async (complete: ChatProvider['complete']) => {
  const meter = new Meter(model, { max_tokens: 1_000, max_cost_usd: 1 });
  try {
    await ask({ ...model, complete }, meter, request);
  } catch (error) {
    if (!(error instanceof ArmFailure)) throw error;
    expect(error.usage).toEqual(meter.usage);
  }
  return meter.usage;
};

/** What one call may use at most: 9 prompt tokens for 25 bytes, and 991 for the answer. */
const most = { prompt_tokens: 9, completion_tokens: 991, cost_usd: 0.001_589_2, llm_calls: 1, tool_calls: 0 };

describe('the same price for stream, non-stream, cached, aborted and every endpoint', () => {
  it('an answered call costs its tokens', async () => {
    const usage = await asked(async () => ({
      text: '',
      usage: { promptTokens: 9, completionTokens: 991 },
      truncated: true,
    }));
    expect(usage).toEqual(most);
  });

  it('a call that was given up for its time costs what it may have used', async () => {
    expect(await asked(() => Promise.reject(new ProviderError('timeout', 'too slow')))).toEqual(most);
  });

  it.each(['rate_limited', 'unavailable', 'invalid_input', 'internal'] as const)(
    'a call that the provider refused as %s costs nothing',
    async (category) => {
      const usage = await asked(() => Promise.reject(new ProviderError(category, 'no')));
      expect(usage).toMatchObject({ prompt_tokens: 0, completion_tokens: 0, cost_usd: 0, llm_calls: 1 });
    },
  );
});
