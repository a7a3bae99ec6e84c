import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { passageOf } from '../fixtures/memory-indexes.ts';
import type { Passage } from '../passage.ts';
import { distinct } from './distinct.ts';
import { PassageReader } from './read-passage.ts';
import { Repetitions } from './repetitions.ts';
import { resemblance, shinglesOf } from './shingles.ts';

const paragraph =
  'The harbour office issues berths for visiting boats in the order in which they arrive. Skippers report on channel twelve, ' +
  'wait at the outer mole until a pilot answers, and pay the fee of 35 kroner at the machine beside the crane. Boats that ' +
  'leave before noon pay nothing for the day, and those that stay longer than two weeks need a contract with the town.';

const repeats = (text: string, rest: Partial<Passage> = {}, query: readonly string[] = []): boolean =>
  new Repetitions(new PassageReader(query)).repeats(
    passageOf('second', text, rest),
    passageOf('first', paragraph),
  );

describe('the resemblance of two texts', () => {
  it('is the share of their runs of three words that both have', () => {
    const of = (one: string, other: string): number => resemblance(shinglesOf(one), shinglesOf(other));
    expect(of('one two three four', 'One, two: THREE four!')).toBe(1);
    expect(of('one two three four', 'one two three five')).toBeCloseTo(1 / 3);
    expect(of('one two', 'one two')).toBe(1);
    expect(of('', '')).toBe(0);
  });
});

describe('a passage repeats another one', () => {
  it.each([
    ['as it is', paragraph],
    ['in other case and punctuation', paragraph.toUpperCase().replaceAll(',', ' –')],
    ['with a few words changed', paragraph.replace('visiting', 'guest').replace('crane', 'large crane')],
    ['with a word less', paragraph.replace('answers, and', 'answers and then')],
  ])('that it says again %s', (_, text) => {
    expect(repeats(text)).toBe(true);
  });

  it.each([
    ['another figure', paragraph.replace('35 kroner', '45 kroner')],
    ['another figure in words', paragraph.replace('two weeks', 'three weeks')],
    ['the opposite', paragraph.replace('need a contract', 'need no contract')],
    ['something else', 'The harbour office is closed on Sundays.'],
  ])('but not when it says %s', (_, text) => {
    expect(repeats(text)).toBe(false);
  });

  it('but not when it has a word of the query that the other lacks, if only in its title', () => {
    expect(repeats(paragraph, { title: 'Sundal harbour' }, ['harbour', 'sundal'])).toBe(false);
    expect(repeats(paragraph, { title: 'Sundal harbour' }, ['harbour', 'berth'])).toBe(true);
  });
});

const edited = fc
  .tuple(fc.nat({ max: 60 }), fc.constantFrom('quay', 'mole', 'boat', '7', 'not'))
  .map(([at, word]) => paragraph.split(' ').with(at, word).join(' '));
const text = fc.oneof(
  edited,
  fc
    .array(fc.constantFrom('ferry', 'noon', 'crew', 'tide', '12', 'rope', 'never'), {
      minLength: 1,
      maxLength: 12,
    })
    .map((words) => words.join(' ')),
);
const ranking = fc
  .array(text, { maxLength: 14 })
  .map((texts) =>
    texts.map((one, at) => ({ passage: passageOf(`p${at}`, one), score: 1 - at / 20, scores: {} })),
  );

describe('passages of which each may repeat each', () => {
  /** Whether each repeats each, by row and column. */
  const all = (passages: readonly Passage[], repetitionsOf: () => Repetitions): boolean[][] =>
    passages.map((one) => passages.map((other) => repetitionsOf().repeats(one, other)));

  it('are read once by those that compare them, and once for their terms', () => {
    const reads: string[] = [];
    const passages = Array.from({ length: 9 }, (_, n): Passage => {
      const passage = passageOf(`p${n}`, '');
      return Object.defineProperty(passage, 'text', {
        get: () => {
          reads.push(passage.chunkId);
          return paragraph;
        },
      });
    });
    const repetitions = new Repetitions(new PassageReader(['boat']));
    expect(all(passages, () => repetitions).flat()).toEqual(Array.from({ length: 81 }, () => true));
    expect(reads.toSorted()).toEqual(passages.flatMap(({ chunkId }) => [chunkId, chunkId]));
  });

  it('repeat what they would repeat if no other two had been compared', () => {
    fc.assert(
      fc.property(fc.array(text, { maxLength: 7 }), (texts) => {
        const passages = texts.map((one, at) => passageOf(`p${at}`, one));
        const repetitionsOf = () => new Repetitions(new PassageReader(['boat']));
        const together = repetitionsOf();
        expect(all(passages, () => together)).toEqual(all(passages, repetitionsOf));
      }),
      { numRuns: 100 },
    );
  });
});

describe('whatever was found', () => {
  it('what loses its place repeats a better passage that is shown, and nothing else does', () => {
    fc.assert(
      fc.property(ranking, fc.integer({ min: 1, max: 14 }), (ranked, limit) => {
        const repetitions = new Repetitions(new PassageReader(['ferri', 'boat']));
        const { passages, different } = distinct(ranked, limit, repetitions);
        expect(passages).toHaveLength(Math.min(limit, ranked.length));
        expect(passages).toEqual(ranked.filter((one) => passages.includes(one)));
        const last = passages.at(-1)?.score ?? 0;
        for (const left of ranked.filter((one) => !passages.includes(one) && one.score > last))
          expect(
            passages.some((one) => one.score > left.score && repetitions.repeats(left.passage, one.passage)),
          ).toBe(true);
        const isNew = ({ passage }: (typeof ranked)[number], at: number): boolean =>
          !passages.slice(0, at).some((one) => repetitions.repeats(passage, one.passage));
        expect(passages.filter(isNew).length).toBeGreaterThanOrEqual(different);
      }),
      { numRuns: 100 },
    );
  });
});
