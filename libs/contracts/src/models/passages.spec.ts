import { describe, expect, it } from 'vitest';
import { newId } from './new-id.ts';
import { Passages } from './passages.ts';
import type { SearchResult } from './search.ts';

const passage = (text: string): SearchResult => {
  const [chunk_id, document_id] = [newId(), newId()];
  return {
    chunk_id,
    document_id,
    text,
    score: 0.5,
    scores: {},
    metadata: {},
    citation: { index: 1, document_id, chunk_id, title: null, source: null, passage: text, score: 0.5 },
  };
};
const many = (count: number): SearchResult[] =>
  Array.from({ length: count }, (_, index) => passage(`${index}`));

describe('passages', () => {
  it('keeps one list as it is', () => {
    const list = [passage('a'), passage('b')];
    expect(Passages.parse(list)).toEqual(list);
    expect(Passages.parse([])).toEqual([]);
  });

  it('takes one passage of each list in turn', () => {
    const [a1, a2, a3, b1, c1, c2] = ['a1', 'a2', 'a3', 'b1', 'c1', 'c2'].map(passage);
    expect(Passages.parse([[a1, a2, a3], [b1], [], [c1, c2]])).toEqual([a1, b1, c1, a2, c2, a3]);
  });

  it('keeps a passage once that several searches found', () => {
    const [shared, other] = [passage('shared'), passage('other')];
    expect(Passages.parse([[shared], [other, { ...shared, score: 0.1 }]])).toEqual([shared, other]);
  });

  it('leaves out a search that gave nothing because it failed', () => {
    const [a, b] = [passage('a'), passage('b')];
    expect(Passages.parse([[a], null, [b]])).toEqual([a, b]);
    expect(Passages.parse([null])).toEqual([]);
  });

  it('takes 200 passages in all and no more', () => {
    expect(Passages.parse(many(200))).toHaveLength(200);
    expect(Passages.parse([many(100), many(100)])).toHaveLength(200);
    expect(Passages.safeParse(many(201)).success).toBe(false);
    expect(Passages.safeParse([many(100), many(101)]).success).toBe(false);
  });
});
