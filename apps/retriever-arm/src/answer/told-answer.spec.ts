import type { ArmNews, SearchResult } from '@octollm/contracts';
import { describe, expect, it } from 'vitest';
import { ToldAnswer } from './told-answer.ts';
import { writtenAnswer } from './written-answer.ts';

const passage = (n: number, text: string): SearchResult => ({
  chunk_id: `chunk-${n}`,
  document_id: `document-${n}`,
  text,
  score: 0.9,
  scores: {},
  metadata: {},
  citation: {
    index: n,
    document_id: `document-${n}`,
    chunk_id: `chunk-${n}`,
    title: null,
    source: null,
    passage: text,
    score: 0.9,
  },
});
const passages = [
  passage(1, 'The Sundal bridge was opened in 1972.'),
  passage(2, 'The Halden bridge was opened in 1938. It is 412 metres long.'),
];

/** Tells the answers of a model one after the other, a few characters at a time. */
const told = async (...answers: readonly string[]): Promise<ArmNews[]> => {
  const news: ArmNews[] = [];
  const answer = new ToldAnswer(
    async (one) => void news.push(one),
    passages,
    passages.map(({ text, citation }) => ({ title: citation.title, text })),
  );
  for (const one of answers) {
    const json = JSON.stringify({ answerable: true, answer: one });
    for (let at = 0; at < json.length; at += 3) await answer.take(json.slice(at, at + 3), at);
  }
  return news;
};
/** What somebody who reads along has before them in the end. */
const read = (news: readonly ArmNews[]): string =>
  news.reduce((text, one) => (one.type === 'token' ? text.slice(0, one.at) + one.text : text), '');
const beginnings = (news: readonly ArmNews[]) => news.filter((one) => one.type === 'token' && one.at === 0);

describe('an answer that is told while it is written', () => {
  const text = 'Halden was opened in 1938 [2]. Sundal was opened in 1972 [1]. Halden is 412 metres long [2].';

  it('comes sentence by sentence, its sources first, and is the answer in the end', async () => {
    const news = await told(text);
    expect(news.map(({ type }) => type)).toEqual(['sources', 'token', 'sources', 'token', 'token']);
    expect(news[0]).toMatchObject({ citations: [{ index: 1, document_id: 'document-2' }] });
    expect(news[1]).toEqual({ type: 'token', at: 0, text: 'Halden was opened in 1938 [1].' });
    expect(read(news)).toBe(writtenAnswer(text, passages).output);
  });

  it('stops before a sentence whose figure is in no source, and goes on when the model has mended it', async () => {
    const wrong = text.replace('1972', '1999');
    expect(read(await told(wrong))).toBe('Halden was opened in 1938 [1].');
    const news = await told(wrong, text);
    expect(read(news)).toBe(writtenAnswer(text, passages).output);
    expect(beginnings(news)).toHaveLength(1);
  });

  it.each([
    'It is painted red. [9] Sundal',
    'It is painted red. [2][9] Sundal',
    'It is painted red. [2] [9]',
  ])('tells no sentence before the citations that follow its full stop: %s', async (rest) => {
    expect(read(await told(`Halden was opened in 1938 [2]. ${rest}`))).toBe('Halden was opened in 1938 [1].');
  });

  it('begins anew when the model writes something else', async () => {
    const other = 'Sundal was opened in 1972 [1]. The other one in 1938 [2].';
    const news = await told(text.replace('412', '413'), other);
    expect(beginnings(news)).toHaveLength(2);
    expect(read(news)).toBe(writtenAnswer(other, passages).output);
  });

  it('is not told before there is a source', async () => {
    expect(await told('They are both bridges. Both of them are old.')).toEqual([]);
  });
});
