import { describe, expect, it } from 'vitest';
import { calculations } from './calculations.ts';

const read = (text: string) =>
  calculations(text).map(({ operands, stated, isRight }) => ({
    of: operands.map(({ value }) => value),
    stated: stated.value,
    isRight,
  }));

describe('a calculation', () => {
  it.each([
    ['3 × 240 = 720', [3, 240], 720],
    ['In all 11.2 + 8.5 + 14.9 = 34.6 km.', [11.2, 8.5, 14.9], 34.6],
    ['20 - 5 - 3 = 12', [20, 5, 3], 12],
    ['2 + 3 × 4 = 14', [2, 3, 4], 14],
    ['100 / 4 / 5 = 5', [100, 4, 5], 5],
    ['10 / 3 = 3.33', [10, 3], 3.33],
    ['10 / 3 ≈ 3.33', [10, 3], 3.33],
    ['3 boats × 240 kroner = 720 kroner', [3, 240], 720],
    ['$1,200 + $300 = $1,500', [1_200, 300], 1_500],
    ['- 3 + 4 = 7', [3, 4], 7],
    ['240 × 15% = 36', [240, 15], 36],
    ['36 / 240 = 15%', [36, 240], 15],
    ['36 / 240 × 100 = 15 per cent', [36, 240, 100], 15],
    ['10% + 5% = 15%', [10, 5], 15],
    ['3 × 15% = 45%', [3, 15], 45],
  ])('is read whole, and right: %s', (text, of, stated) => {
    expect(read(text)).toEqual([{ of, stated, isRight: true }]);
  });

  it.each([
    '3 × 240 = 721',
    '11.2 + 8.5 + 14.9 = 23.4',
    '2 + 3 × 4 = 20',
    '10 / 3 = 3.34',
    '10 / 3 ≈ 3.34',
    '240 × 15% = 3600',
    '36 / 240 = 0.15%',
  ])('is wrong when something else comes out: %s', (text) => {
    expect(read(text)).toMatchObject([{ isRight: false }]);
  });

  it.each([
    '(2 + 3) × 4 = 20',
    '(2 + 3) × 4 + 1 = 21',
    '2 × (3 + 4) = 14',
    'a + 3 + 4 = 9',
    '3 + 4 = 14 / 2',
    'x = 4',
    '3 to 4',
  ])('is not seen where only a part of one can be read: %s', (text) => {
    expect(read(text)).toEqual([]);
  });

  it('is found beside others', () => {
    expect(read('1 + 2 = 3, and 4 × 5 = 21.').map(({ isRight }) => isRight)).toEqual([true, false]);
  });
});
