import { newId } from '@octollm/contracts';
import { describe, expect, it } from 'vitest';
import { lengthOf, type NewChunk, postingsOf } from './new-chunk.ts';

const chunk = (terms: Record<string, number>): NewChunk => ({
  id: newId(),
  ordinal: 0,
  heading: null,
  text: '',
  terms: new Map(Object.entries(terms)),
});

describe('postings', () => {
  it('repeat the length of their passage', () => {
    const one = chunk({ cat: 2, dog: 1 });
    const two = chunk({ cat: 1 });
    expect(lengthOf(one)).toBe(3);
    expect([...postingsOf([one, two])]).toEqual([
      {
        terms: ['cat', 'dog', 'cat'],
        chunkIds: [one.id, one.id, two.id],
        counts: [2, 1, 1],
        lengths: [3, 3, 1],
      },
    ]);
  });

  it('come in batches, none lost and none empty', () => {
    const chunks = Array.from({ length: 30 }, () =>
      chunk(Object.fromEntries(Array.from({ length: 1_000 }, (_, index) => [`t${index}`, 1]))),
    );
    const sizes = [...postingsOf(chunks)].map(({ terms }) => terms.length);
    expect(sizes).toEqual([10_000, 10_000, 10_000]);
    expect([...postingsOf([])]).toEqual([]);
  });
});
