import { calculations } from '@octollm/text';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { candidatesOf } from '../candidate.ts';
import { extractiveAnswer } from '../extractive-answer.ts';
import type { SourcePassage } from '../source-passage.ts';
import { statisticsOf } from '../statistics-of.ts';
import { composedAnswer } from './composed-answer.ts';

const passage = (n: number, text: string, title: string | null = null): SourcePassage => ({
  chunkId: `00000000-0000-4000-8000-00000000000${n}`,
  documentId: '00000000-0000-4000-8000-0000000000d0',
  text,
  heading: null,
  title,
  source: null,
  score: 0.5,
});

const passages = [
  passage(
    1,
    'Cedar Lake lies 640 metres above sea level. It covers 12 hectares and is 18 metres deep. The lake was dammed in 1931.',
  ),
  passage(
    2,
    'Birch Lake was dammed in 1958. It is 31 metres deep and covers 45 hectares. Boats are rented out for 9 euros an hour.',
  ),
  passage(
    3,
    '| Lake | Cabins | Boats | Opened |\n|---|---|---|---|\n| Cedar Lake | 24 | 15 | 1949 |\n| Birch Lake | 6 | 40 | 1962 |',
  ),
  passage(
    4,
    'The kiosk sold 1,200 ice creams in 2021 and 1,500 in 2022. Of the 80 pupils of the sailing school, 20 are adults. ' +
      'Upkeep of the path cost 14,000 euros, that of the pier 36,500 euros. The café has 30 chairs, the terrace 52.',
  ),
  passage(5, 'The pier and the quay are lit by 60 lamps.'),
];
const answer = (question: string) => extractiveAnswer(question, passages, statisticsOf(passages));

describe('a calculation over figures of the passages', () => {
  it.each([
    ['How much deeper is Birch Lake than Cedar Lake?', '31 metres - 18 metres = 13 metres'],
    ['How many metres deeper is Birch Lake than Cedar Lake?', '31 metres - 18 metres = 13 metres'],
    ['By how many hectares is Birch Lake larger than Cedar Lake?', '45 hectares - 12 hectares = 33 hectares'],
    ['How many more cabins does Cedar Lake have than Birch Lake?', '24 - 6 = 18'],
    ['How many years after Cedar Lake was Birch Lake dammed?', '1958 - 1931 = 27 years'],
    ['How many ice creams did the kiosk sell in 2021 and 2022 together?', '1,200 + 1,500 = 2,700'],
    ['How many more ice creams did the kiosk sell in 2022 than in 2021?', '1,500 - 1,200 = 300'],
    ['How many boats do Cedar Lake and Birch Lake have in all?', '15 + 40 = 55'],
    ['How many chairs do the café and the terrace have together?', '30 + 52 = 82'],
    ['How many times as many cabins does Cedar Lake have as Birch Lake?', '24 / 6 = 4'],
    ['What percentage of the pupils of the sailing school are adults?', '20 / 80 × 100 = 25 %'],
    [
      'What is the difference between the depths of Birch Lake and Cedar Lake?',
      '31 metres - 18 metres = 13 metres',
    ],
    [
      'How much did the upkeep of the path and the pier cost in total?',
      '14,000 euros + 36,500 euros = 50,500 euros',
    ],
  ])('is written out with what it rests on: %s', (question, calculation) => {
    const { output, answerable } = answer(question);
    expect({ answerable, output }).toEqual({
      answerable: true,
      output: expect.stringContaining(calculation),
    });
  });

  it('cites all that it rests on', () => {
    expect(answer('How much deeper is Birch Lake than Cedar Lake?')).toMatchObject({
      output:
        'Birch Lake was dammed in 1958. [1] It is 31 metres deep and covers 45 hectares. [1] Cedar Lake lies 640 metres above sea level. [2] It covers 12 hectares and is 18 metres deep. [2] 31 metres - 18 metres = 13 metres [1][2]',
      citations: [{ passage: passages[1]?.text }, { passage: passages[0]?.text }],
    });
  });

  it.each([
    'How much higher is Birch Lake than Cedar Lake?',
    'How much more did Birch Lake cost than Cedar Lake?',
    'How many more swans does Cedar Lake have than Birch Lake?',
    'How many boats do Cedar Lake and Elm Lake have in all?',
    'What percentage of the pupils of the sailing school are left-handed?',
    'How many years after Elm Lake was Birch Lake dammed?',
    'How many lamps do the pier and the quay have together?',
    'How many more lamps does the pier have than the quay?',
  ])('is not made of what the passages do not hold: %s', (question) => {
    expect(calculations(answer(question).output)).toEqual([]);
  });
});

describe('a comparison', () => {
  it.each([
    ['Which lake is deeper, Cedar Lake or Birch Lake?', ['18 metres', '31 metres']],
    ['Which lake has more cabins, Cedar Lake or Birch Lake?', ['24', '6']],
    ['Which was dammed earlier, Cedar Lake or Birch Lake?', ['1931', '1958']],
    ['Compare the depths of Cedar Lake and Birch Lake.', ['18 metres', '31 metres']],
    ['Compare the areas of Cedar Lake and Birch Lake.', ['12 hectares', '45 hectares']],
  ])('quotes what is said of each thing: %s', (question, facts) => {
    const { output } = answer(question);
    for (const fact of facts) expect(output).toContain(fact);
  });
});

describe('a comparison with a thing that the passages do not speak of', () => {
  it('is left to those who say what is missing', () => {
    const composed = (question: string) =>
      composedAnswer(question, passages.flatMap(candidatesOf), statisticsOf(passages));
    expect(composed('Compare the depths of Cedar Lake and Birch Lake.')).toBeDefined();
    expect(composed('Compare the depths of Cedar Lake and Elm Lake.')).toBeUndefined();
  });
});

describe('whatever is asked', () => {
  const thing = fc.constantFrom('Cedar Lake', 'Birch Lake', 'Elm Lake', 'the café', 'the pier', 'the path');
  const noun = fc.constantFrom('boats', 'cabins', 'chairs', 'euros', 'metres', 'pupils');
  const question = fc.oneof(
    fc.tuple(noun, thing, thing).map(([n, a, b]) => `How many more ${n} does ${a} have than ${b}?`),
    fc.tuple(noun, thing, thing).map(([n, a, b]) => `How many ${n} do ${a} and ${b} have together?`),
    fc.tuple(noun, thing, thing).map(([n, a, b]) => `How many times as many ${n} has ${a} as ${b}?`),
    fc.tuple(thing, thing).map(([a, b]) => `How much deeper is ${a} than ${b}?`),
  );

  it('every calculation is right, and its figures stand in passages that are cited', () => {
    fc.assert(
      fc.property(question, (asked) => {
        const { output, citations } = answer(asked);
        for (const { isRight, operands, result, stated, text: whole } of calculations(output)) {
          expect(isRight).toBe(true);
          expect(whole.includes('≈') || Math.abs(stated.value - result) < 1e-9).toBe(true);
          for (const { text } of operands)
            expect(citations.some(({ passage: cited }) => cited.includes(text.trim()))).toBe(true);
        }
      }),
      { numRuns: 100 },
    );
  });
});
