import { describe, expect, it } from 'vitest';
import { quantile } from './quantile.ts';

describe('a quantile', () => {
  it('is the value at its rank, whatever the order of the values', () => {
    const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);
    expect([0, 0.5, 0.95, 0.99, 1].map((share) => quantile(hundred, share))).toEqual([1, 50, 95, 99, 100]);
    expect(quantile([7], 0.99)).toBe(7);
  });

  it('does not exist without values', () => {
    expect(() => quantile([], 0.5)).toThrow('no quantile of nothing');
  });
});
