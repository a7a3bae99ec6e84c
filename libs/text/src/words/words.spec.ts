import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { words } from './words.ts';

const texts = (text: string): string[] => words(text).map((word) => word.text);

describe('the words of a text', () => {
  it('keep numbers with their separators together', () => {
    expect(texts('It costs 1.2 million, or 1,200 a day; the 3rd of v2.')).toEqual(
      'It costs 1.2 million or 1,200 a day the 3rd of v2'.split(' '),
    );
  });

  it('are parted by underscores, hyphens and slashes, not by apostrophes', () => {
    expect(texts("DATABASE_URL reflex-gateway a/b isn't")).toEqual(
      "DATABASE URL reflex gateway a b isn't".split(' '),
    );
  });

  it('are found in every script', () => {
    expect(texts('Ångström на мосту')).toEqual(['Ångström', 'на', 'мосту']);
    expect(texts('我们过桥').length).toBeGreaterThan(1);
  });

  it('stand where they say, in order and without overlap', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        let end = 0;
        for (const word of words(text)) {
          expect(text.slice(word.start, word.end)).toBe(word.text);
          expect(word.start).toBeGreaterThanOrEqual(end);
          end = word.end;
        }
      }),
    );
  });
});
