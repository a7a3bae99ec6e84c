import { describe, expect, it } from 'vitest';
import { measuresOf } from './measures.ts';

const gains = new Map([
  ['best', 4],
  ['good', 2],
]);

describe('the measures of a ranking', () => {
  it('are 1 for the best order there could be', () => {
    expect(measuresOf([{ ranking: ['best', 'good', 'other'], gains }])).toEqual({
      queries: 1,
      ndcg10: 1,
      recall10: 1,
      mrr: 1,
    });
  });

  it('are what a calculation by hand gives', () => {
    // Gains 0, 2, 4: 2 / log2(3) + 4 / log2(4) = 1.261860 + 2 = 3.261860; the best order has 4 + 2 / log2(3) = 5.261860.
    expect(measuresOf([{ ranking: ['other', 'good', 'best'], gains }])).toEqual({
      queries: 1,
      ndcg10: 0.6199,
      recall10: 1,
      mrr: 0.5,
    });
  });

  it('look at the first ten places alone, and are means over the questions', () => {
    const late = [...Array.from({ length: 10 }, (_, n) => `other ${n}`), 'best', 'good'];
    expect(
      measuresOf([
        { ranking: late, gains },
        { ranking: ['best'], gains },
      ]),
    ).toMatchObject({ queries: 2, recall10: 0.25, mrr: 0.5 });
  });
});
