import { calculations } from '@octollm/text';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { extractiveAnswer } from '../extractive-answer.ts';
import type { SourcePassage } from '../source-passage.ts';
import { statisticsOf } from '../statistics-of.ts';

const passagesOf = (texts: readonly string[]): SourcePassage[] =>
  texts.map((text, index) => ({
    chunkId: `00000000-0000-4000-8000-00000000000${index}`,
    documentId: '00000000-0000-4000-8000-0000000000d0',
    text,
    heading: null,
    title: null,
    source: null,
    score: 0.5,
  }));

const outputOf = (texts: readonly string[], question: string): string => {
  const passages = passagesOf(texts);
  return extractiveAnswer(question, passages, statisticsOf(passages)).output;
};

const deeper = 'How much deeper is Birch Lake than Cedar Lake?';
const boats = 'How many more boats does Birch Lake have than Cedar Lake?';
const after = 'How many years after Cedar Lake was Birch Lake dammed?';
const dammed = (birch: string, cedar: string) => [
  `Birch Lake was dammed ${birch}.`,
  `Cedar Lake was dammed ${cedar}.`,
];
const deep = (birch: string, cedar: string) => [
  `Birch Lake is ${birch} deep.`,
  `Cedar Lake is ${cedar} deep.`,
];
const have = (birch: string, cedar: string) => [`Birch Lake has ${birch}.`, `Cedar Lake has ${cedar}.`];
const table = (column: string, birch: string, cedar: string) => [
  `| Lake | ${column} |\n|---|---|\n| Birch Lake | ${birch} |\n| Cedar Lake | ${cedar} |`,
];

describe('a result', () => {
  it.each([
    [
      deeper,
      deep('0.125 metres', '0.25 metres'),
      '0.125 metres is less than 0.25 metres: 0.25 metres - 0.125 metres = 0.125 metres',
    ],
    [deeper, deep('0.25 metres', '0.125 metres'), '0.25 metres - 0.125 metres = 0.125 metres'],
    [deeper, deep('0.004 metres', '0.001 metres'), '0.004 metres - 0.001 metres = 0.003 metres'],
    [deeper, deep('0.3 metres', '0.1 metres'), '0.3 metres - 0.1 metres = 0.2 metres'],
    [
      'How many metres of rope do Birch Lake and Cedar Lake have together?',
      have('0.125 metres of rope', '0.25 metres of rope'),
      '0.125 metres + 0.25 metres = 0.375 metres',
    ],
    [
      'How many times as deep is Birch Lake as Cedar Lake?',
      deep('31 metres', '18 metres'),
      '31 metres / 18 metres ≈ 1.72',
    ],
    [
      'How many times as deep is Birch Lake as Cedar Lake?',
      deep('3 metres', '4 metres'),
      '3 metres / 4 metres = 0.75',
    ],
    [
      'What percentage of the pupils of the sailing school are adults?',
      ['Of the 30,000 pupils of the sailing school, 1 are adults.'],
      '1 / 30,000 × 100 ≈ 0.00333 %',
    ],
    [
      deeper,
      ['Birch Lake lies 640 metres above the sea and is 31 metres deep.', 'Cedar Lake is 18 metres deep.'],
      '31 metres - 18 metres = 13 metres',
    ],
    [after, dammed('in 1958', 'in 1957'), '1958 - 1957 = 1 year'],
    [boats, table('Boats', '40', '15'), '40 - 15 = 25'],
  ])('is exact or says that it is rounded: %s %j', (question, texts, result) => {
    const output = outputOf(texts, question);
    expect(output).toContain(`${result} [`);
    expect(calculations(output).every(({ isRight }) => isRight)).toBe(true);
  });

  it.each([
    [
      deeper,
      deep('18 metres', '31 metres'),
      '18 metres is less than 31 metres: 31 metres - 18 metres = 13 metres',
    ],
    [
      'How much shallower is Birch Lake than Cedar Lake?',
      deep('31 metres', '18 metres'),
      '31 metres is more than 18 metres: 31 metres - 18 metres = 13 metres',
    ],
    [
      'How many fewer boats does Birch Lake have than Cedar Lake?',
      have('30 boats', '24 boats'),
      '30 is more than 24: 30 - 24 = 6',
    ],
    [
      'How many times deeper is Birch Lake than Cedar Lake?',
      deep('18 metres', '36 metres'),
      '18 metres is less than 36 metres: 18 metres / 36 metres = 0.5',
    ],
    [after, dammed('in 1931', 'in 1958'), '1931 is earlier than 1958: 1958 - 1931 = 27 years'],
  ])('that the question has the wrong way round says so: %s %j', (question, texts, said) => {
    const output = outputOf(texts, question);
    expect(output).toContain(said);
    expect(calculations(output).map(({ isRight }) => isRight)).toEqual([true]);
  });

  it.each([
    [after, dammed('on 5 January 1991', 'on 3 December 1990')],
    [after, dammed('before 1958', 'in 1931')],
    [after, dammed('in about 1958', 'in 1931')],
    [after, dammed('in the 1950s', 'in 1931')],
    ['How many days after Cedar Lake was Birch Lake dammed?', dammed('in 1958', 'in 1931')],
    ['How many months after Cedar Lake was Birch Lake dammed?', dammed('in 1958', 'in 1931')],
    [boats, table('Boats', '1500', '1200')],
    [boats, table('Boats', 'about 40', '15')],
    [boats, table('Boats', '40 (planned)', '15')],
    [boats, table('Cabins', '40', '15')],
    [
      boats,
      [
        '| Lake | Boats in May | Boats in June |\n|---|---|---|\n| Birch Lake | 40 | 50 |\n| Cedar Lake | 15 | 16 |',
      ],
    ],
    [deeper, deep('about 31 metres', '18 metres')],
    [deeper, deep('more than 31 metres', '18 metres')],
    [deeper, deep('at least 31 metres', '18 metres')],
    [deeper, deep('between 31 and 40 metres', '18 metres')],
    [deeper, deep('from 31 to 40 metres', '18 metres')],
    [deeper, deep('31-40 metres', '18 metres')],
    [deeper, deep('14 800 metres', '18 metres')],
    [deeper, deep('31 metres 40 centimetres', '18 metres')],
    [deeper, deep('31 metres and 40 centimetres', '18 metres')],
    [deeper, deep('31½ metres', '18 metres')],
    [
      'How much hotter is Birch Lake than Cedar Lake?',
      ['Birch Lake is hot: 20 °C.', 'Cedar Lake is hot: minus 5 °C.'],
    ],
    [boats, have('30 boats', '24 cabins and no boats')],
    ...[
      '30 boats or so',
      '30 boats, or maybe 31',
      '30, perhaps 31 boats',
      'an estimated 30 boats',
      '3 × 10 boats',
      'nearly all of its 30 boats',
      '30 boats and 12 more boats',
      '30 boats per pier',
    ].map((birch): [string, string[]] => [boats, have(birch, '24 boats')]),
    [boats, have('30 more boats', '24 boats')],
    [boats, have('30 boats', '24 boats, or 26 boats')],
    [boats, have('two thousand and five boats', '24 boats')],
  ])('is not made of figures that are no exact answer: %s %j', (question, texts) => {
    expect(calculations(outputOf(texts, question))).toEqual([]);
  });

  it('takes the 5 of what has 2015 in its name', () => {
    const texts = ['The Regatta 2015 had 5 boats.', 'The Regatta 2016 had 12 boats.'];
    const question = 'How many more boats did the Regatta 2016 have than the Regatta 2015?';
    expect(outputOf(texts, question)).toContain('12 - 5 = 7');
  });

  it('may be that of two columns of one row', () => {
    const texts = ['| Lake | Cooks | Waiters |\n|---|---|---|\n| Birch Lake | 40 | 15 |'];
    const question = 'How many cooks and waiters does Birch Lake employ in total?';
    expect(outputOf(texts, question)).toContain('40 + 15 = 55');
  });
});

describe('whatever the passages say', () => {
  /** How a depth is written, and what it is in thousandths of a metre where that is exact. */
  const depth = fc.integer({ min: 1, max: 90_000 }).chain((thousandths) => {
    const metres = thousandths / 1_000;
    const exact = fc.constant({ text: `${metres} metres`, thousandths });
    const vague = fc
      .constantFrom(
        `about ${metres} metres`,
        `more than ${metres} metres`,
        `up to ${metres} metres`,
        `${metres} to ${metres + 1} metres`,
        `${metres} metres 20 centimetres`,
        `${metres} metres and 20 centimetres`,
        `minus ${metres} metres`,
        `3 ${metres} metres`,
      )
      .map((text) => ({ text, thousandths: undefined }));
    return fc.oneof({ weight: 3, arbitrary: exact }, { weight: 1, arbitrary: vague });
  });

  it('a difference is exactly that of the figures, with what the question has wrong, or there is none', () => {
    fc.assert(
      fc.property(depth, depth, (birch, cedar) => {
        const output = outputOf(deep(birch.text, cedar.text), deeper);
        const [found] = calculations(output);
        const apart =
          birch.thousandths === undefined || cedar.thousandths === undefined
            ? undefined
            : birch.thousandths - cedar.thousandths;
        expect({
          difference: found && Math.round(found.stated.value * 1e6),
          isRemarked: output.includes(' is less than '),
        }).toEqual({
          difference: apart === undefined ? undefined : Math.abs(apart) * 1_000,
          isRemarked: apart !== undefined && apart < 0,
        });
      }),
      { numRuns: 100 },
    );
  });

  const event = fc
    .tuple(
      fc.integer({ min: 1_700, max: 2_000 }),
      fc.constantFrom('in', 'in', 'in', 'on 5 May', 'since', 'before', 'about'),
    )
    .map(([year, before]) => ({ text: `${before} ${year}`, year: before === 'in' ? year : undefined }));

  it('years are counted between years by themselves, with what the question has wrong', () => {
    fc.assert(
      fc.property(event, event, (birch, cedar) => {
        const output = outputOf(dammed(birch.text, cedar.text), after);
        const [found] = calculations(output);
        const apart =
          birch.year === undefined || cedar.year === undefined ? undefined : birch.year - cedar.year;
        expect({ years: found?.stated.value, isRemarked: output.includes(' is earlier than ') }).toEqual({
          years: apart === undefined ? undefined : Math.abs(apart),
          isRemarked: apart !== undefined && apart < 0,
        });
      }),
      { numRuns: 100 },
    );
  });
});
