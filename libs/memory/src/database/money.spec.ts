import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toDollars, toNanoDollars } from './money.ts';

describe('money', () => {
  it('is whole nano-dollars in the store', () => {
    expect(toNanoDollars(0.1 + 0.2)).toBe(300_000_000);
    expect(toNanoDollars(0.000_000_001)).toBe(1);
    expect(toDollars('1500000000')).toBe(1.5);
  });

  it('comes back as it went in, up to a hundred million dollars', () => {
    // Every whole number of nano-dollars below 2^53 has a dollar amount of its own.
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e15 }), (nano) => {
        expect(toNanoDollars(toDollars(nano))).toBe(nano);
      }),
    );
  });
});
