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
    ['How many times longer is the Rhine than the Isar?', ['How long is the Rhine', 'How long is the Isar']],
    [
      'How many times more expensive is the inn than the mill?',
      ['How expensive is the inn', 'How expensive is the mill'],
    ],
    [
      'How many more boats did Regatta 2016 have than Regatta 2015?',
      ['How many boats did Regatta 2016 have', 'How many boats did Regatta 2015 have'],
    ],
    [
      'How many more chairs has the café than the terrace?',
      ['How many chairs has the café', 'How many chairs has the terrace'],
    ],
    [
      'How much higher is the old north tower than the south tower?',
      ['How high is the old north tower', 'How high is the south tower'],
    ],
    ['Which was built later, the mill or the inn?', ['When was the mill built', 'When was the inn built']],
  ])('is made of a question for each: %s', (question, single) => {
    expect(texts(question)).toEqual(single);
  });

  it.each([
    ['How much deeper is A than B?', 'difference'],
    ['How many boats do Birch Lake and Cedar Lake have together?', 'sum'],
    ['How many times as long is Birch Lake as Cedar Lake?', 'ratio'],
    ['How many times longer is the Rhine than the Isar?', 'ratio'],
    ['What share of the pupils are adults?', 'share'],
    ['Compare the depths of Birch Lake and Cedar Lake.', 'compare'],
  ] as const)('says what is done with them: %s', (question, operation) => {
    expect(decompose(question)?.operation).toBe(operation);
  });

  it.each([
    ['How much deeper is A than B?', { greater: 'first' }],
    ['How much lower is A than B?', { greater: 'second' }],
    ['How many fewer boats has A than B?', { greater: 'second' }],
    ['How many days after A was B built?', { greater: 'first', unit: 'day' }],
    ['How many years before A was B built?', { greater: 'first', unit: 'year' }],
  ])('says what the question takes for granted: %s', (question, granted) => {
    expect(decompose(question)).toMatchObject(granted);
  });

  it.each([
    'How deep is Birch Lake?',
    'Which car is faster, the red or the blue?',
    'How many boats are there in all the depots and sheds?',
    'How many boats rather than ships has A than B?',
    `How much deeper is Birch Lake than ${'Cedar '.repeat(60)}Lake?`,
    'How many ships have more than 20 cabins?',
    'When was it built? And how deep is it?',
    'Who was it?',
    '',
  ])('is none: %s', (question) => {
    expect(decompose(question)).toBeUndefined();
  });

  it('is made of questions that say their things, whatever the things', () => {
    const thing = fc.constantFrom(
      'Cedar Lake',
      'the Rhine',
      'Regatta 2016',
      'the one at Crook',
      'that of Marl Hill',
      'the old mill',
      'line 7',
      'apples',
    );
    const question = fc.oneof(
      fc.tuple(thing, thing).map(([a, b]) => `Which tower is older, ${a} or ${b}?`),
      fc.tuple(thing, thing).map(([a, b]) => `Which has more boats, ${a} or ${b}?`),
      fc.tuple(thing, thing).map(([a, b]) => `How much deeper is ${a} than ${b}?`),
      fc.tuple(thing, thing).map(([a, b]) => `How many times longer is ${a} than ${b}?`),
      fc.tuple(thing, thing).map(([a, b]) => `How many more boats does ${a} have than ${b}?`),
      fc.tuple(thing, thing).map(([a, b]) => `How many boats do ${a} and ${b} have in all?`),
      fc.tuple(thing, thing).map(([a, b]) => `How many years after ${a} was ${b} built?`),
    );
    fc.assert(
      fc.property(question, (asked) => {
        for (const { text, thing: one } of decompose(asked)?.questions ?? [])
          expect(one !== '' && text.includes(one) ? '' : `${asked}: ${text}: ${one}`).toBe('');
      }),
      { numRuns: 100 },
    );
  });

  it.each(['How many a and ', 'which , or ', 'Lake, ', 'than '])(
    'is none of a text that is too long to be read whole: %s',
    (part) => {
      expect(decompose(`How many more boats has ${part.repeat(2_000)} than Lake?`)).toBeUndefined();
    },
  );
});
