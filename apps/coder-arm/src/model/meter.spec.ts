import { ArmFailure } from '@octollm/service-kit';
import { describe, expect, it } from 'vitest';
import { Meter } from './meter.ts';

const allowance = { max_tokens: 10_000, max_cost_usd: 1 };
const refusal = (run: () => unknown): unknown => {
  try {
    return run();
  } catch (error) {
    return error instanceof ArmFailure ? error.detail.code : error;
  }
};

describe('the meter', () => {
  it('adds up what calls use and cost', () => {
    const meter = new Meter('gpt-4.1-mini', allowance);
    meter.begin('a');
    meter.end({ promptTokens: 1_000, completionTokens: 500 });
    meter.begin('a');
    meter.end({ promptTokens: 1_000, completionTokens: 500 });
    expect(meter.usage).toEqual({
      prompt_tokens: 2_000,
      completion_tokens: 1_000,
      cost_usd: 0.0024,
      llm_calls: 2,
      tool_calls: 0,
    });
  });

  it('gives an answer what the prompt leaves, and 4,096 tokens at most', () => {
    expect(new Meter('gpt-4.1-mini', allowance).begin('a')).toBe(4_096);
    expect(new Meter('gpt-4.1-mini', { ...allowance, max_tokens: 1_000 }).begin('a'.repeat(300))).toBe(900);
  });

  it('refuses a call that could use more tokens than are left', () => {
    const meter = new Meter('gpt-4.1-mini', { ...allowance, max_tokens: 500 });
    expect(meter.begin('a'.repeat(3 * 244))).toBe(256);
    meter.end({ promptTokens: 244, completionTokens: 256 });
    expect(refusal(() => meter.begin('a'))).toBe('over_token_budget');
    expect(meter.usage.llm_calls).toBe(1);
    const little = new Meter('gpt-4.1-mini', { ...allowance, max_tokens: 256 });
    expect(refusal(() => little.begin('a'))).toBe('over_token_budget');
  });

  it('refuses a call that could cost more than is left', () => {
    expect(refusal(() => new Meter('gpt-4.1-mini', { ...allowance, max_cost_usd: 0.001 }).begin('a'))).toBe(
      'over_cost_budget',
    );
  });

  it('says when a price is not known', () => {
    const meter = new Meter('home-made', { ...allowance, max_cost_usd: 0 });
    expect(meter.knowsPrice).toBe(false);
    meter.begin('a');
    meter.end({ promptTokens: 1_000, completionTokens: 500 });
    expect(meter.usage).toMatchObject({ cost_usd: 0, prompt_tokens: 1_000 });
    expect(new Meter('gpt-4.1-mini', allowance).knowsPrice).toBe(true);
  });
});
