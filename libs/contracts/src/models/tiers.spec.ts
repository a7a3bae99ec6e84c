import { describe, expect, it } from 'vitest';
import { Tier, type TierLimits, tierLimits } from './tiers.ts';

describe('the tiers', () => {
  it('allow more of everything from one to the next', () => {
    const names = Object.keys(tierLimits.free) as (keyof TierLimits)[];
    for (const [index, tier] of Tier.options.entries()) {
      const below = Tier.options[index - 1];
      if (below === undefined) continue;
      for (const name of names) expect(tierLimits[tier][name]).toBeGreaterThan(tierLimits[below][name]);
    }
  });

  it('leave a session less than the month', () => {
    for (const tier of Tier.options)
      expect(tierLimits[tier].sessionBudgetUsd).toBeLessThan(tierLimits[tier].monthlyBudgetUsd);
  });
});
