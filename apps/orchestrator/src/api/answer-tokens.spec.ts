import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerTokens } from './answer-tokens.ts';

describe('the tokens of an answer', () => {
  it('are its words with the white space before them', () => {
    expect(answerTokens('It opened\nin 1938 [1]. ')).toEqual([
      'It',
      ' opened',
      '\nin',
      ' 1938',
      ' [1].',
      ' ',
    ]);
    expect(answerTokens('')).toEqual([]);
  });

  it('are exactly the answer, whatever it is', () => {
    const texts = fc.oneof(
      fc.string({ unit: 'binary-ascii' }),
      fc
        .array(fc.constantFrom(' ', '\n', '\r\n', '\u00a0', '\ud83d', 'ab', '\0', '👍'))
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(texts, (answer) => {
        const tokens = answerTokens(answer);
        expect(tokens.join('')).toBe(answer);
        expect(tokens.every((token) => token !== '')).toBe(true);
      }),
    );
  });
});
