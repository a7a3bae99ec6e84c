import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { proseSentences } from './prose.ts';

const cut = (text: string): string[] => proseSentences(text).map((sentence) => sentence.text);

describe('the sentences of running text', () => {
  it('end at full stops, question marks and exclamation marks', () => {
    expect(cut('One. Two? Three! Four')).toEqual(['One.', 'Two?', 'Three!', 'Four']);
  });

  it.each([
    'It costs 1.2 million kroner.',
    'Dr. Moe met Prof. Grieg, e.g. in St. Petersburg, at approx. 10 places.',
    'See Fig. 3 and No. 5 on p. 7.',
    'It was J. S. Bach.',
    'It runs Node 24.1.3 on node:sqlite.',
    'Is it "Yes!" or no?',
  ])('do not end inside: %s', (sentence) => {
    expect(cut(`${sentence} Another one.`)).toEqual([sentence, 'Another one.']);
  });

  it('end after "no." when no number follows', () => {
    expect(cut('He said no. The bridge stayed.')).toHaveLength(2);
  });

  it('hold the closing quotation mark and the citations that follow', () => {
    expect(cut('He said "go." Then he left. [1][2] So did she [3].')).toEqual([
      'He said "go."',
      'Then he left. [1][2]',
      'So did she [3].',
    ]);
  });

  it('hold every word of the text, in order and where they say', () => {
    const piece = fc.constantFrom(
      'A',
      'b',
      '.',
      '. ',
      '? ',
      '! ',
      ' ',
      '\n',
      '[1]',
      '"',
      ')',
      '1.5',
      'Dr.',
      'e.g.',
      '…',
      '。',
    );
    fc.assert(
      fc.property(
        fc.array(piece).map((parts) => parts.join('')),
        (text) => {
          const found = proseSentences(text);
          for (const { start, end, text: sentence } of found) expect(text.slice(start, end)).toBe(sentence);
          expect(
            found
              .map((sentence) => sentence.text)
              .join('')
              .replaceAll(/\s/g, ''),
          ).toBe(text.replaceAll(/\s/g, ''));
        },
      ),
    );
  });
});
