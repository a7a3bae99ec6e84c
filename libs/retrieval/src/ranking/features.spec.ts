import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { passageOf } from '../fixtures/memory-indexes.ts';
import { lexicalCosine } from '../vector/lexical-cosine.ts';
import { expansionCandidates, expansionOf } from './expansion.ts';
import { headingShare } from './heading-share.ts';
import { proximity } from './proximity.ts';
import { PassageReader } from './read-passage.ts';

const statistics = { chunks: 100, frequencies: new Map<string, number>([['common', 90]]) };
const reader = new PassageReader(['strong', 'wind']);
let made = 0;
const read = (text: string, rest = {}) => {
  made += 1;
  return reader.read(passageOf(`${made}`, text, rest));
};
const words = fc.array(fc.constantFrom('wind', 'bridg', 'ferri', 'common'), { maxLength: 8 });

describe('proximity', () => {
  const near = (text: string) => proximity(read(text), ['strong', 'wind'], statistics);

  it('is 1 for the phrase, less with words between, and 0 far apart or when one is missing', () => {
    expect(near('a strong wind')).toBe(1);
    expect(near('strong cold wind')).toBe(0.5);
    expect(near('wind strong')).toBe(1);
    expect(near(`strong ${'calm '.repeat(9)} wind`)).toBe(0);
    expect(near('strong')).toBe(0);
  });

  it('finds the two nearest of many places', () => {
    expect(near('strong calm calm calm wind calm strong wind')).toBe(1);
  });
});

describe('the share of the headings', () => {
  it('counts the title and the headings, rare words more, and not the text', () => {
    const passage = read('wind', { title: 'Common things', heading: 'Bridges' });
    expect(headingShare(passage, ['bridg', 'common'], statistics)).toBe(1);
    expect(headingShare(passage, ['bridg', 'wind'], statistics)).toBe(0.5);
    expect(headingShare(passage, ['common', 'wind'], statistics)).toBeLessThan(0.1);
  });
});

describe('the cosine of words', () => {
  it('is 1 for the same word, 0 without a common one, and always between', () => {
    expect(lexicalCosine(new Map([['wind', 1]]), new Map([['wind', 3]]), statistics)).toBeCloseTo(1);
    fc.assert(
      fc.property(words, words, (one, other) => {
        const counts = (list: string[]) =>
          new Map(list.map((word) => [word, list.filter((w) => w === word).length]));
        const cosine = lexicalCosine(counts(one), counts(other), statistics);
        expect(cosine >= 0 && cosine <= 1).toBe(true);
        expect(cosine > 0).toBe(one.some((word) => other.includes(word)));
      }),
      { numRuns: 100 },
    );
  });
});

describe('the expansion of a query', () => {
  const ranked = (text: string) => ({ passage: read(text).passage, score: 1, scores: {} });
  const candidates = (...texts: string[]) =>
    expansionCandidates(texts.map(ranked), {
      sought: ['strong', 'wind'],
      statistics: { ...statistics, averageLength: 3 },
      reader,
    });

  it('takes the telling words of the best passages, and leaves those that every passage holds', () => {
    const terms = expansionOf(candidates('girder girder common common'), statistics);
    expect(terms.get('girder')).toBeGreaterThan(0.9);
    expect([...terms.values()].reduce((sum, weight) => sum + weight)).toBeCloseTo(1);
  });

  it('hears hardly anything of a passage that says much less of the query than the best', () => {
    const terms = candidates('strong wind girder', 'strong calm banana');
    expect(terms.get('banana') ?? 0).toBeLessThan(0.001 * (terms.get('girder') ?? 0));
  });

  it('is bounded, and the same for the same passages', () => {
    const many = Array.from({ length: 200 }, (_, n) => `word${n}`).join(' ');
    const found = candidates(many);
    expect(found.size).toBe(40);
    expect(expansionOf(found, statistics).size).toBe(20);
    expect([...candidates(many)]).toEqual([...found]);
    expect(candidates()).toEqual(new Map());
  });
});
