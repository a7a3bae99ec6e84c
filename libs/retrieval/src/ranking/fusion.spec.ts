import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fuse } from './fusion.ts';

const ids = fc.uniqueArray(fc.constantFrom(...'abcdefghij'.split('')), { maxLength: 10 });
const equal = (...rankings: string[][]) => fuse(rankings.map((list) => ({ ids: list, weight: 1 })));

describe('reciprocal rank fusion', () => {
  it('gives 1 to what is first in every ranking and puts first what all find', () => {
    expect(equal(['a', 'b'], ['a', 'c'])[0]).toEqual({ id: 'a', score: 1 });
    expect(equal(['a', 'b'], ['c', 'b']).map(({ id }) => id)).toEqual(['b', 'a', 'c']);
  });

  it('follows the formula', () => {
    const [first] = fuse([
      { ids: ['b', 'a'], weight: 1 },
      { ids: ['c', 'a'], weight: 0.5 },
    ]);
    expect(first).toEqual({ id: 'a', score: 1.5 / 62 / (1.5 / 61) });
  });

  it('keeps one ranking as it is', () => {
    expect(equal(['c', 'a', 'b'], []).map(({ id }) => id)).toEqual(['c', 'a', 'b']);
  });

  it('scores between 0 and 1, in order, everything that was found, once', () => {
    fc.assert(
      fc.property(ids, ids, fc.double({ min: 0.01, max: 1, noNaN: true }), (first, second, weight) => {
        const fused = fuse([
          { ids: first, weight: 1 },
          { ids: second, weight },
        ]);
        expect(fused.map(({ id }) => id).toSorted()).toEqual([...new Set([...first, ...second])].toSorted());
        for (const [index, { score }] of fused.entries()) {
          expect(score > 0 && score <= 1).toBe(true);
          expect(score).toBeLessThanOrEqual(fused[index - 1]?.score ?? 1);
        }
      }),
    );
  });
});
