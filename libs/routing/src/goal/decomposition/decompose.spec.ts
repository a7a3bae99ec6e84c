import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decompose } from './decompose.ts';

const texts = (question: string): readonly string[] | undefined =>
  decompose(question)?.questions.map(({ text }) => text);

describe('a question that follows from several facts', () => {
  it.each([
    ['How much deeper is Birch Lake than Cedar Lake?', ['How deep is Birch Lake', 'How deep is Cedar Lake']],
    [
      'How many metres higher is the Halden bridge than that of Sundal?',
      ['How many metres high is the Halden bridge', 'How many metres high is the Sundal bridge'],
    ],
    [
      'How many more boats does Cedar Lake have than Birch Lake in 2022?',
      ['How many boats does Cedar Lake have in 2022', 'How many boats does Birch Lake have in 2022'],
    ],
    [
      'How much more rain falls in a wet year than in a dry one?',
      ['How much rain falls in a wet year', 'How much rain falls in a dry year'],
    ],
    [
      'How many times as many cabins has Cedar Lake as Birch Lake?',
      ['How many cabins has Cedar Lake', 'How many cabins has Birch Lake'],
    ],
    [
      'How many years after Cedar Lake was Birch Lake dammed?',
      ['When was Birch Lake dammed', 'When was Cedar Lake dammed'],
    ],
    ['What percentage of the pupils are adults?', ['How many pupils', 'How many pupils are adults']],
    [
      'How long are the lines 3, 4 and 9 in all?',
      ['How long are the line 3', 'How long are the line 4', 'How long are the line 9'],
    ],
    [
      'How many cooks and waiters does the hotel employ in total?',
      ['How many cooks does the hotel employ', 'How many waiters does the hotel employ'],
    ],
    [
      'Which tower is older, the one at Crook or the one at Marl Hill?',
      ['How old is tower Crook', 'How old is tower Marl Hill'],
    ],
    ['Which was built later, the mill or the inn?', ['When was the mill built', 'When was the inn built']],
  ])('is made of a question for each: %s', (question, single) => {
    expect(texts(question)).toEqual(single);
  });

  it.each([
    ['How much deeper is A than B?', 'difference'],
    ['How many boats do Birch Lake and Cedar Lake have together?', 'sum'],
    ['How many times as long is Birch Lake as Cedar Lake?', 'ratio'],
    ['What share of the pupils are adults?', 'share'],
    ['Compare the depths of Birch Lake and Cedar Lake.', 'compare'],
  ] as const)('says what is done with them: %s', (question, operation) => {
    expect(decompose(question)?.operation).toBe(operation);
  });

  it.each([
    'How deep is Birch Lake?',
    'How many ships have more than 20 cabins?',
    'When was it built? And how deep is it?',
    'Who was it?',
    '',
  ])('is none: %s', (question) => {
    expect(decompose(question)).toBeUndefined();
  });

  it('is looked for in any text in linear time, and every single question says its thing', () => {
    const word = fc.constantFrom(
      'how',
      'many',
      'more',
      'than',
      'and',
      'or',
      'Lake',
      'is',
      'which',
      ',',
      'of',
      'together',
      'as',
      '1',
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 60 }), (list) => {
        for (const { text, thing } of decompose(list.join(' '))?.questions ?? [])
          expect([text, thing].every((one) => one.length < 1_200)).toBe(true);
      }),
      { numRuns: 100 },
    );
    for (const part of ['How many a and ', 'which , or ', 'Lake, ', 'than '])
      decompose(`How many more ${part.repeat(2_000)} than Lake?`);
  });
});
