import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { costUsd, mostCostUsd } from './cost.ts';
import { priceOf } from './price-of.ts';
import { priceTable } from './price-table.ts';

const tokens = fc.nat(1_000_000);
const models = Object.entries(priceTable).flatMap(([provider, prices]) =>
  Object.keys(prices).map((model) => [provider, model] as const),
);

describe('the cost of a call', () => {
  it('is the price of its prompt and of its completion', () => {
    expect(costUsd('openai', 'gpt-4.1-mini', { promptTokens: 1_000_000, completionTokens: 500_000 })).toBe(
      1.2,
    );
    expect(costUsd('openai', 'gpt-4.1-mini', { promptTokens: 3, completionTokens: 1 })).toBe(0.000_002_8);
  });

  it('is that of the model for a dated snapshot, unless the snapshot has its own price', () => {
    const usage = { promptTokens: 1_000_000, completionTokens: 0 };
    expect(costUsd('openai', 'gpt-4o-2024-08-06', usage)).toBe(2.5);
    expect(costUsd('openai', 'gpt-4o-2024-05-13', usage)).toBe(5);
  });

  it('of a model without a price is that of the dearest of its provider, never zero, and says so', () => {
    const usage = { promptTokens: 1_000_000, completionTokens: 1_000_000 };
    for (const name of ['llama3', 'toString', '']) {
      expect(costUsd('openai', name, usage)).toBe(90);
      expect(priceOf('openai', name).known).toBe(false);
    }
    expect(costUsd('toString', 'gpt-4.1-mini', usage)).toBe(90);
    expect(priceOf('openai', 'gpt-4.1-mini').known).toBe(true);
  });

  it('is that of the model for a snapshot of Anthropic, too', () => {
    const usage = { promptTokens: 1_000_000, completionTokens: 0 };
    expect(costUsd('anthropic', 'claude-opus-4-5-20251101', usage)).toBe(5);
    expect(costUsd('anthropic', 'claude-of-tomorrow', usage)).toBe(10);
  });

  it('is higher for what was written to a prompt cache, and for long prompts of models that charge so', () => {
    const usage = { promptTokens: 1_000, completionTokens: 0, cacheWriteTokens: 400 };
    expect(costUsd('anthropic', 'claude-sonnet-5-5', usage)).toBe((600 * 2 + 400 * 2.5) / 1e6);
    expect(costUsd('openai', 'gpt-4.1-mini', usage)).toBe(0.000_4);
    const haiku = (promptTokens: number) =>
      costUsd('anthropic', 'claude-haiku-5-5', { promptTokens, completionTokens: 1_000 });
    expect(haiku(100_000)).toBe(0.010_5);
    expect(haiku(100_001)).toBe(0.052_500_5);
    expect(mostCostUsd('anthropic', 'claude-haiku-5-5', 1_000)).toBe(0.002_5);
  });

  it('of Ollama is nothing: no call of its own machine is billed', () => {
    expect(costUsd('ollama', 'llama3.2', { promptTokens: 9, completionTokens: 9 })).toBe(0);
    expect(mostCostUsd('ollama', 'whatever', 1_000)).toBe(0);
    expect(priceOf('ollama', 'gpt-oss:120b-cloud')).toMatchObject({ known: false });
    expect(costUsd('ollama', 'gpt-oss:120b-cloud', { promptTokens: 9, completionTokens: 9 })).toBeGreaterThan(
      0,
    );
  });

  it('of embeddings is that of their prompt', () => {
    const usage = { promptTokens: 1_000_000, completionTokens: 0 };
    expect(costUsd('openai', 'text-embedding-3-small', usage)).toBe(0.02);
    expect(mostCostUsd('openai', 'text-embedding-3-small', 1_000_000)).toBe(0.02);
  });

  it('of the offline provider is nothing, whatever the model is called', () => {
    expect(costUsd('offline', 'offline', { promptTokens: 9, completionTokens: 9 })).toBe(0);
    expect(priceOf('offline', 'offline').known).toBe(true);
  });

  it('is never negative, never smaller for more tokens, and never above the most it can be', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...models, ['openai', 'unknown'] as const),
        tokens,
        tokens,
        tokens,
        ([provider, model], prompt, completion, more) => {
          const less = costUsd(provider, model, { promptTokens: prompt, completionTokens: completion });
          const greater = costUsd(provider, model, {
            promptTokens: prompt + more,
            completionTokens: completion,
          });
          expect(less).toBeGreaterThanOrEqual(0);
          expect(greater).toBeGreaterThanOrEqual(less);
          expect(less).toBeLessThanOrEqual(mostCostUsd(provider, model, prompt + completion));
        },
      ),
    );
  });
});

describe('the price table', () => {
  it.each(models)(
    'says of %s %s where its figures are from and of which month they are',
    (provider, model) => {
      const price = priceTable[provider]?.[model];
      expect(price?.source).toMatch(
        /^https:\/\/(?:developers\.openai|platform\.claude)\.com\/docs|^https:\/\/developers\.openai\.com\/api/,
      );
      expect(price?.asOf).toMatch(/^20\d\d-\d\d$/);
      expect(price?.prompt).toBeGreaterThan(0);
      expect(price?.completion === 0).toBe(model.startsWith('text-embedding-'));
      expect(price?.completion).toBeGreaterThanOrEqual(0);
    },
  );
});
