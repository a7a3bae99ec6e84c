import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shareOf } from './share.ts';

const step = (id: string, estimated_tokens = 0) => ({ id, estimated_tokens });

describe('the share of a step in what is left', () => {
  it('is all when no other step waits', () => {
    expect(shareOf(step('a'), [])).toBe(1);
    expect(shareOf(step('a', 5), [step('a', 5)])).toBe(1);
  });

  it('is in proportion to the estimates, and average without one', () => {
    expect(shareOf(step('a', 100), [step('a', 100), step('b', 300)])).toBe(0.25);
    expect(shareOf(step('a'), [step('b', 100), step('c', 300)])).toBeCloseTo(1 / 3);
    expect(shareOf(step('a'), [step('b'), step('c'), step('d')])).toBe(0.25);
  });

  it('is a part of it for a unit of a step, because more units follow', () => {
    expect(shareOf(step('a.3', 100), [step('a', 100)])).toBe(0.125);
  });

  it('is never the whole rest while others wait, and all shares together are no more than it', () => {
    const estimates = fc.array(fc.nat(50_000), { minLength: 2, maxLength: 20 });
    fc.assert(
      fc.property(estimates, (tokens) => {
        const steps = tokens.map((estimate, n) => step(`s${n}`, estimate));
        const shares = steps.map((one) => shareOf(one, steps));
        for (const share of shares) expect(share).toBeLessThan(1);
        for (const share of shares) expect(share).toBeGreaterThan(0);
        expect(shares.reduce((sum, share) => sum + share, 0)).toBeLessThanOrEqual(1 + 1e-9);
      }),
    );
  });
});
