import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { costUsd } from './cost.ts';
import { priceTable } from './price-table.ts';

const tokens = fc.nat(1_000_000);

describe('the cost of a call', () => {
  it('is the price of its prompt and of its completion', () => {
    expect(costUsd('gpt-4.1-mini', { promptTokens: 1_000_000, completionTokens: 500_000 })).toBe(1.2);
    expect(costUsd('gpt-4.1-mini', { promptTokens: 3, completionTokens: 1 })).toBe(0.000_002_8);
  });

  it('is that of the model for a dated snapshot, unless the snapshot has its own price', () => {
    const usage = { promptTokens: 1_000_000, completionTokens: 0 };
    expect(costUsd('gpt-4o-2024-08-06', usage)).toBe(2.5);
    expect(costUsd('gpt-4o-2024-05-13', usage)).toBe(5);
  });

  it('is not known for a model without a price, inherited names included', () => {
    const usage = { promptTokens: 1, completionTokens: 1 };
    expect(costUsd('llama3', usage)).toBeNull();
    expect(costUsd('toString', usage)).toBeNull();
  });

  it('is never negative, and never smaller for more tokens', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.keys(priceTable)),
        tokens,
        tokens,
        tokens,
        (model, prompt, completion, more) => {
          const less = costUsd(model, { promptTokens: prompt, completionTokens: completion }) ?? -1;
          const greater = costUsd(model, { promptTokens: prompt + more, completionTokens: completion }) ?? -1;
          expect(less).toBeGreaterThanOrEqual(0);
          expect(greater).toBeGreaterThanOrEqual(less);
        },
      ),
    );
  });
});
