import { describe, expect, it } from 'vitest';
import { keywordShare, shareOf } from './bm25.ts';

const statistics = {
  chunks: 10,
  averageLength: 4,
  frequencies: new Map([
    ['bridg', 2],
    ['wind', 5],
  ]),
};
const passage = (length: number, ...words: string[]) => {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return { counts, length };
};
const sought = new Map([
  ['bridg', 1],
  ['wind', 1],
]);

describe('the keyword score', () => {
  it('is 1 for a passage of average length that holds every term once, and more when it repeats them', () => {
    expect(keywordShare(passage(4, 'bridg', 'wind'), sought, statistics)).toBeCloseTo(1);
    expect(keywordShare(passage(4, 'bridg', 'wind', 'wind'), sought, statistics)).toBeGreaterThan(1);
  });

  it('is the share of what is telling when only some terms are there', () => {
    const rare = keywordShare(passage(4, 'bridg'), sought, statistics);
    const common = keywordShare(passage(4, 'wind'), sought, statistics);
    expect(rare + common).toBeCloseTo(1);
    expect(rare).toBeGreaterThan(common);
  });

  it('falls with a term that no passage holds', () => {
    const more = new Map([...sought, ['olympiad', 1]]);
    expect(keywordShare(passage(4, 'bridg', 'wind'), more, statistics)).toBeLessThan(1);
  });

  it('is what the index makes of it: by hand, a passage of 8 terms with `bridg` twice', () => {
    // idf = ln(1 + 8.5 / 2.5); norm = 1.2 * (0.25 + 0.75 * 8 / 4) = 2.1; 2 * 2.2 / (2 + 2.1) = 1.073171.
    const score = Math.log(1 + 8.5 / 2.5) * 1.073171;
    expect(shareOf(score, ['bridg'], statistics)).toBeCloseTo(1.073171);
    expect(keywordShare(passage(8, 'bridg', 'bridg'), new Map([['bridg', 1]]), statistics)).toBeCloseTo(
      1.073171,
    );
  });

  it('is 0 without terms', () => {
    expect(keywordShare(passage(4, 'bridg'), new Map(), statistics)).toBe(0);
  });
});
