import { describe, expect, it } from 'vitest';
import { bestKeywordScore } from './keyword-score.ts';

const statistics = { chunks: 10, frequencies: new Map([['bridg', 2]]) };

describe('the greatest keyword score', () => {
  it('is what a passage full of the terms would have', () => {
    expect(bestKeywordScore(['bridg'], statistics)).toBeCloseTo(1.9 * Math.log(1 + 8.5 / 2.5));
  });

  it('grows with terms that no passage holds: a passage without them fits less', () => {
    expect(bestKeywordScore(['bridg', 'olympiad'], statistics)).toBeGreaterThan(
      bestKeywordScore(['bridg'], statistics),
    );
  });

  it('is positive even for a term that every passage holds', () => {
    expect(bestKeywordScore(['a'], { chunks: 3, frequencies: new Map([['a', 3]]) })).toBeGreaterThan(0);
  });
});
