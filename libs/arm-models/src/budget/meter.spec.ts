import { ArmFailure } from '@octollm/service-kit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Meter } from './meter.ts';

const allowance = { max_tokens: 10_000, max_cost_usd: 1 };
const mini = { provider: 'openai', model: 'gpt-4.1-mini' };
const prompt = (tokens: number) => ({ usual: tokens, most: tokens });
const refusal = (run: () => unknown): unknown => {
  try {
    return run();
  } catch (error) {
    return error instanceof ArmFailure ? error.detail.code : error;
  }
};

describe('the meter', () => {
  it('adds up what calls use and cost, whichever model each asks', () => {
    const meter = new Meter(allowance);
    meter.settle(meter.begin(mini, prompt(1), 100), { promptTokens: 1_000, completionTokens: 500 });
    const large = meter.begin({ provider: 'openai', model: 'gpt-4.1' }, prompt(1), 100);
    meter.settle(large, { promptTokens: 1_000, completionTokens: 500 });
    expect(meter.usage).toEqual({
      prompt_tokens: 2_000,
      completion_tokens: 1_000,
      cost_usd: 0.0072,
      llm_calls: 2,
      tool_calls: 0,
    });
  });

  it('gives an answer what is wanted, or what the prompt leaves', () => {
    expect(new Meter(allowance).begin(mini, prompt(1), 4_096).atMost).toEqual({
      promptTokens: 1,
      completionTokens: 4_096,
      cacheWriteTokens: 1,
    });
    const meter = new Meter({ ...allowance, max_tokens: 1_000 });
    expect(meter.begin(mini, prompt(100), 4_096).atMost.completionTokens).toBe(900);
  });

  it('refuses a call that could use more tokens than are left, those held for others included', () => {
    const meter = new Meter({ ...allowance, max_tokens: 1_000 });
    const first = meter.begin(mini, prompt(200), 500);
    expect(refusal(() => meter.begin(mini, prompt(200), 500))).toBe('over_token_budget');
    expect(meter.usage.llm_calls).toBe(1);
    meter.settle(first, { promptTokens: 100, completionTokens: 100 });
    expect(meter.begin(mini, prompt(200), 4_096).atMost.completionTokens).toBe(600);
  });

  it('asks for a short answer when no more is wanted, however little is left', () => {
    expect(
      new Meter({ ...allowance, max_tokens: 11 }).begin(mini, prompt(1), 10).atMost.completionTokens,
    ).toBe(10);
  });

  it('asks for a shorter answer when the whole one could cost more than is left', () => {
    const meter = new Meter({ ...allowance, max_cost_usd: 0.001 });
    expect(meter.begin(mini, prompt(1_000), 4_096).atMost.completionTokens).toBe(375);
  });

  it('refuses a call when what is left does not pay for a short answer', () => {
    expect(
      refusal(() => new Meter({ ...allowance, max_cost_usd: 0.000_4 }).begin(mini, prompt(1), 4_096)),
    ).toBe('over_cost_budget');
    expect(refusal(() => new Meter({ ...allowance, max_cost_usd: 0 }).begin(mini, prompt(1), 4_096))).toBe(
      'over_cost_budget',
    );
  });

  it('settles a call once', () => {
    const meter = new Meter(allowance);
    const call = meter.begin(mini, prompt(1), 4_096);
    meter.settle(call, call.atMost);
    meter.settle(call, call.atMost);
    expect(meter.usage).toMatchObject({ prompt_tokens: 1, completion_tokens: 4_096 });
  });

  it('holds what a call can cost at most, its prompt as long as it can be, until it is settled', () => {
    const model = { provider: 'anthropic', model: 'claude-sonnet-4-5' };
    const meter = new Meter({ ...allowance, max_cost_usd: 0.03 });
    const first = meter.begin(model, { usual: 1_000, most: 3_000 }, 500);
    expect(refusal(() => meter.begin(model, { usual: 1_000, most: 3_000 }, 500))).toBe('over_cost_budget');
    meter.settle(first, { promptTokens: 1_000, completionTokens: 100 });
    expect(meter.begin(model, { usual: 1_000, most: 3_000 }, 500).atMost.completionTokens).toBe(500);
  });

  it('settles a call of which nobody tells what it has used with all that was held for it', () => {
    const model = { provider: 'anthropic', model: 'claude-sonnet-4-5' };
    const meter = new Meter(allowance);
    const call = meter.begin(model, { usual: 1_000, most: 3_000 }, 500);
    meter.settle(call, call.atMost);
    expect(meter.usage).toMatchObject({ prompt_tokens: 3_000, completion_tokens: 500 });
    expect(meter.usage.cost_usd).toBe((3_000 * 3.75 + 500 * 15) / 1e6);
  });

  it('never lets calls cost more than is left, nor use more but for what prompts have beyond the usual', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    const call = fc.record({
      model: fc.constantFrom(
        { provider: 'openai', model: 'gpt-4.1-mini' },
        { provider: 'openai', model: 'gpt-4' },
        { provider: 'anthropic', model: 'claude-sonnet-4-5' },
        { provider: 'compatible', model: 'home-made' },
      ),
      usual: fc.nat(5_000),
      beyond: fc.nat(10_000),
      wanted: fc.integer({ min: 1, max: 5_000 }),
      used: fc.option(fc.record({ prompt: share, written: share, completion: share })),
      waits: fc.boolean(),
    });
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.nat(20_000),
        fc.array(call, { maxLength: 6 }),
        (max_cost_usd, max_tokens, calls) => {
          const meter = new Meter({ max_tokens, max_cost_usd });
          let unusual = 0;
          const open = calls.flatMap(({ model, usual, beyond, wanted, used, waits }) => {
            try {
              const begun = meter.begin(model, { usual, most: usual + beyond }, wanted);
              const promptTokens = usual + Math.round(beyond * (used?.prompt ?? 1));
              const settle = () =>
                meter.settle(
                  begun,
                  used === null
                    ? begun.atMost
                    : {
                        promptTokens,
                        completionTokens: Math.round(begun.atMost.completionTokens * used.completion),
                        cacheWriteTokens: Math.round(promptTokens * used.written),
                      },
                );
              unusual += promptTokens - usual;
              if (waits) return [settle];
              settle();
            } catch (error) {
              if (!(error instanceof ArmFailure)) throw error;
            }
            return [];
          });
          for (const settle of open) settle();
          const { cost_usd, prompt_tokens, completion_tokens } = meter.usage;
          expect(cost_usd).toBeLessThanOrEqual(max_cost_usd + 1e-8);
          expect(prompt_tokens + completion_tokens).toBeLessThanOrEqual(max_tokens + unusual);
        },
      ),
    );
  });
});
