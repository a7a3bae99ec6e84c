import { describe, expect, it } from 'vitest';
import { quantityIn } from './quantity.ts';

describe('A quantity', () => {
  it.each([
    ['100m', 0.1],
    ['2', 2],
    [2, 2],
    ['.5', 0.5],
    ['1Gi', 2 ** 30],
    ['1G', 1e9],
    ['1e3', 1_000],
    ['2E', 2e18],
    ['1Kib', undefined],
    ['', undefined],
    [null, undefined],
  ])('%s is %s', (text, value) => {
    expect(quantityIn(text)).toBe(value);
  });
});
