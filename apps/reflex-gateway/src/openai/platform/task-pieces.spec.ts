import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textPieces } from './task-pieces.ts';

describe('the pieces of an answer', () => {
  it('give it back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (text) => {
        expect(textPieces(text).join('')).toBe(text);
      }),
      { numRuns: 1_000 },
    );
  });

  it('never cut a word', () => {
    const text = 'The main span of the Halden bridge measures exactly 412 metres from end to end. '.repeat(5);
    const words = text.trim().split(' ');
    expect(textPieces(text).length).toBeGreaterThan(4);
    expect(
      textPieces(text)
        .flatMap((piece) => piece.trim().split(' '))
        .filter(Boolean),
    ).toEqual(words);
  });
});
