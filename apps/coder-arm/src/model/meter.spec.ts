import { ArmFailure } from '@octollm/service-kit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Meter } from './meter.ts';

const allowance = { max_tokens: 10_000, max_cost_usd: 1 };
const mini = { name: 'openai', model: 'gpt-4.1-mini' };
const refusal = (run: () => unknown): unknown => {
  try {
    return run();
  } catch (error) {
    return error instanceof ArmFailure ? error.detail.code : error;
  }
};

describe('the meter', () => {
  it('adds up what calls use and cost', () => {
    const meter = new Meter(mini, allowance);
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
    expect(new Meter(mini, allowance).begin('a')).toEqual({ promptTokens: 1, completionTokens: 4_096 });
    expect(new Meter(mini, { ...allowance, max_tokens: 1_000 }).begin('a'.repeat(300))).toEqual({
      promptTokens: 100,
      completionTokens: 900,
    });
  });

  it('refuses a call that could use more tokens than are left', () => {
    const meter = new Meter(mini, { ...allowance, max_tokens: 500 });
    expect(meter.begin('a'.repeat(3 * 244)).completionTokens).toBe(256);
    meter.end({ promptTokens: 244, completionTokens: 256 });
    expect(refusal(() => meter.begin('a'))).toBe('over_token_budget');
    expect(meter.usage.llm_calls).toBe(1);
    const little = new Meter(mini, { ...allowance, max_tokens: 256 });
    expect(refusal(() => little.begin('a'))).toBe('over_token_budget');
  });

  it('asks for a shorter answer when the whole one could cost more than is left', () => {
    const { completionTokens } = new Meter(mini, { ...allowance, max_cost_usd: 0.001 }).begin(
      'a'.repeat(3_000),
    );
    expect(completionTokens).toBe(375);
  });

  it('refuses a call when what is left does not pay for a short answer', () => {
    expect(refusal(() => new Meter(mini, { ...allowance, max_cost_usd: 0.000_4 }).begin('a'))).toBe(
      'over_cost_budget',
    );
  });

  it('never lets a call cost more than is left, whatever the prompt and the price', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('gpt-4.1-mini', 'gpt-4', 'home-made'),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.nat(20_000),
        (model, max_cost_usd, bytes) => {
          const meter = new Meter({ name: 'openai', model }, { max_tokens: 10_000, max_cost_usd });
          try {
            meter.end(meter.begin('a'.repeat(bytes)));
          } catch (error) {
            if (!(error instanceof ArmFailure)) throw error;
          }
          expect(meter.usage.cost_usd).toBeLessThanOrEqual(max_cost_usd + 1e-9);
        },
      ),
    );
  });

  it('takes a model whose price is not known to cost what the dearest does, and says so', () => {
    const meter = new Meter({ name: 'openai', model: 'home-made' }, allowance);
    expect(meter.knowsPrice).toBe(false);
    meter.begin('a');
    meter.end({ promptTokens: 1_000, completionTokens: 500 });
    expect(meter.usage).toMatchObject({ cost_usd: 0.06, prompt_tokens: 1_000 });
    expect(new Meter(mini, allowance).knowsPrice).toBe(true);
  });
});
