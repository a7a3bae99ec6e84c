import { type Citation, newId } from '@octollm/contracts';
import { describe, expect, it } from 'vitest';
import { ToldAnswer } from './told-answer.ts';

const citation: Citation = {
  index: 1,
  document_id: newId(),
  chunk_id: newId(),
  title: null,
  source: null,
  passage: 'It opened in 1938.',
  score: 1,
};
const sources = (...citations: Citation[]) => ({ type: 'sources_ready', citations });
const token = (text: string) => ({ type: 'token', text });

describe('an answer that is taken back', () => {
  const toldOnce = (): ToldAnswer => {
    const told = new ToldAnswer();
    const first = [...told.further({ turn: 'a', text: 'It', citations: [citation] })];
    expect(first).toEqual([sources(citation), token('It')]);
    return told;
  };

  it('has no sources any more when the one that begins anew cites nothing', () => {
    expect([...toldOnce().further({ turn: 'b', text: 'No', citations: [] })]).toEqual([
      { type: 'reset' },
      sources(),
      token('No'),
    ]);
  });

  it('has its sources told again when the one that begins anew has the same', () => {
    expect([...toldOnce().further({ turn: 'b', text: 'No', citations: [citation] })]).toEqual([
      { type: 'reset' },
      sources(),
      sources(citation),
      token('No'),
    ]);
  });

  it('has those of the result when that is another', () => {
    expect([...toldOnce().rest({ output: 'No', citations: [citation] })]).toEqual([
      { type: 'reset' },
      sources(),
      sources(citation),
      token('No'),
    ]);
  });
});
