import { describe, expect, it } from 'vitest';
import { passageOf } from '../fixtures/memory-indexes.ts';
import { diverse } from './diversity.ts';
import { PassageReader } from './read-passage.ts';

const ranked = (id: string, score: number, text: string) => ({
  passage: passageOf(id, text),
  score,
  scores: {},
});
const ids =
  (...found: ReturnType<typeof ranked>[]) =>
  (limit: number) =>
    diverse(found, limit, new PassageReader([])).passages.map(({ passage }) => passage.chunkId);

describe('passages that are to say different things', () => {
  it('leave out what says the same as a better one', () => {
    const take = ids(
      ranked('first', 0.9, 'The bridge was opened in 1938.'),
      ranked('copy', 0.9, 'the Bridge WAS opened in 1938'),
      ranked('other', 0.2, 'Ferries leave at noon.'),
    );
    expect(take(3)).toEqual(['first', 'other']);
  });

  it('prefer something new to something a little better that repeats much', () => {
    const take = ids(
      ranked('first', 0.9, 'bridge opened wind span girder'),
      ranked('again', 0.8, 'bridge opened wind span cable'),
      ranked('new', 0.75, 'ferry timetable harbour'),
    );
    expect(take(2)).toEqual(['first', 'new']);
  });

  it('stay in their order when they have nothing in common', () => {
    expect(ids(ranked('a', 0.9, 'one two'), ranked('b', 0.8, 'three'), ranked('c', 0.1, 'six'))(10)).toEqual([
      'a',
      'b',
      'c',
    ]);
  });
});
