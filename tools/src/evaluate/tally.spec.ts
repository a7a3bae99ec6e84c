import { describe, expect, it } from 'vitest';
import { emptyTally, figuresOf, sumOf } from './tally.ts';

describe('the figures of a tally', () => {
  it('are precision, recall, and both combined with recall counted once and twice as much', () => {
    expect(figuresOf({ wanted: 10, found: 8, right: 4 })).toEqual({
      wanted: 10,
      found: 8,
      precision: 0.5,
      recall: 0.4,
      f1: 0.444,
      f2: 0.417,
    });
  });

  it('are 0 of nothing', () => {
    expect(figuresOf(emptyTally())).toMatchObject({ precision: 0, recall: 0, f1: 0, f2: 0 });
  });

  it('are of the sum over several, not the mean', () => {
    const sum = sumOf([
      { wanted: 1, found: 1, right: 1 },
      { wanted: 9, found: 9, right: 0 },
    ]);
    expect(figuresOf(sum).precision).toBe(0.1);
  });
});
