import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { partialAnswer } from './partial-answer.ts';

describe('an answer in JSON that is not over', () => {
  it('is read as far as it is written, wherever it is cut, escapes and fences and all', () => {
    const answer = 'He said "1 \\ 2"\n\tÅ 😀 [1].';
    const escaped = JSON.stringify({ answerable: true, answer }).replace('😀', '\\ud83d\\uDE00');
    for (const json of [
      escaped,
      `\`\`\`json\n${JSON.stringify({ answerable: true, answer }, null, 2)}\n\`\`\``,
    ]) {
      for (let cut = 0; cut <= json.length; cut++) {
        const { text = '' } = partialAnswer(json.slice(0, cut)) ?? {};
        expect(answer.startsWith(text)).toBe(true);
        expect(Buffer.from(text).toString()).toBe(text);
      }
      expect(partialAnswer(json)).toEqual({ text: answer, isWhole: true });
    }
  });

  it('is that of any text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (answer, share) => {
          const json = JSON.stringify({ answerable: true, answer });
          const { text = '' } = partialAnswer(json.slice(0, Math.floor(json.length * share))) ?? {};
          expect(answer.startsWith(text)).toBe(true);
          expect(partialAnswer(json)?.isWhole).toBe(true);
        },
      ),
      { numRuns: 100 },
    );
  });

  it.each([
    ['the model has not said whether there is one', '{"answer": "It is 4'],
    ['there is none', '{"answerable": false, "answer": "I do not'],
    [
      'the text only speaks of one',
      '{"answerable": false, "answer": "\\"answerable\\": true, \\"answer\\": \\"x\\""}',
    ],
  ])('is none while %s', (_, json) => expect(partialAnswer(json)).toBeUndefined());
});
