import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stopWords } from './stop-words.ts';
import { termCounts, terms } from './terms.ts';

describe('the terms of a text', () => {
  it('are stems without stop words', () => {
    expect(terms('The bridges were closed, and the wind is strong.')).toEqual([
      'bridg',
      'close',
      'wind',
      'strong',
    ]);
  });

  it('lead irregular forms to their base', () => {
    expect(terms('lost built written')).toEqual(terms('lose build write'));
  });

  it('do not know of case, accents, possessives and the grouping of numbers', () => {
    expect(terms("CAFÉ bridge's 1,200")).toEqual(terms('cafe bridge 1200'));
  });

  it('hold a mixed-case identifier whole and in its parts', () => {
    expect(terms('maxConcurrentTasks')).toEqual(['maxconcurrenttask', 'max', 'concurr', 'task']);
    expect(terms('PostgreSQL')[0]).toBe(terms('postgresql')[0]);
  });

  it('never are stop words or blank', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...stopWords, 'bridge', "don't", 'Über'), { maxLength: 20 }),
        (list) => {
          for (const term of terms(list.join(' '))) expect(['bridg', 'uber']).toContain(term);
        },
      ),
    );
  });

  it('are the same however the letters are cased, for words that are no identifiers', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z ]{0,40}$/), (text) => {
        expect(terms(text.toUpperCase())).toEqual(terms(text));
      }),
    );
  });

  it('are counted', () => {
    expect(termCounts('A bridge, bridges and wind.')).toEqual(
      new Map([
        ['bridg', 2],
        ['wind', 1],
      ]),
    );
  });
});
