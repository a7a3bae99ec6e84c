import { type ArmNews, type Citation, newId } from '@octollm/contracts';
import { longestMessage } from '@octollm/memory';
import { describe, expect, it, vi } from 'vitest';
import { LiveAnswers } from './live-answers.ts';

/** Replicas that hear what each of them sends, as they do over PostgreSQL. */
const replicas = (count: number, reaches: (message: string) => boolean = () => true) => {
  const sent: string[] = [];
  const onError = vi.fn<(error: unknown) => void>();
  const all: LiveAnswers[] = Array.from(
    { length: count },
    (_, n) =>
      new LiveAnswers({
        replica: `replica-${n}`,
        send: async (messages) => {
          sent.push(...messages);
          for (const message of messages.filter(reaches)) for (const one of all) one.hear(message);
        },
        onError,
      }),
  );
  const [first, second] = all;
  if (first === undefined || second === undefined) throw new RangeError('Two replicas at least.');
  return { first, second, sent, onError };
};
const token = (at: number, text: string): ArmNews => ({ type: 'token', at, text });
const cited = (...passages: string[]): ArmNews => ({
  type: 'sources',
  citations: passages.map(
    (passage, at): Citation => ({
      index: at + 1,
      document_id: newId(),
      chunk_id: newId(),
      title: null,
      source: null,
      passage,
      score: 1,
    }),
  ),
});

describe('an answer that is read along', () => {
  it('reaches a reader at the replica that makes it, and nobody else', async () => {
    const { first } = replicas(2);
    const task = newId();
    const reader = await first.read('acme', task);
    const other = await first.read('globex', task);
    const tell = first.teller('acme', task);
    const changed = reader.changed();
    tell(cited('It opened.'));
    tell(token(0, 'It '));
    await changed;
    tell(token(3, 'opened [1].'));
    expect(reader.text).toMatchObject({ text: 'It opened [1].', citations: [{ index: 1 }] });
    expect(other.text.text).toBe('');
  });

  it('reaches readers at other replicas, whatever its length and its letters, and its citations with as much of their passages as fits', async () => {
    const { first, second, sent } = replicas(2);
    const task = newId();
    const reader = await second.read('acme', task);
    expect(first.isRead('acme', task)).toBe(true);
    const text = '\u0001Å😀'.repeat(2_000);
    const tell = first.teller('acme', task);
    tell(cited('short'));
    tell(token(0, text));
    const most = ['x'.repeat(5_000), '\u0001Å😀'.repeat(3_000), 'y'.repeat(5_000)];
    tell(cited('short', ...most));
    tell(token(text.length, '!'));
    await first.close();
    expect(reader.text.text === `${text}!`).toBe(true);
    const [, first5000, cut = '', last] = reader.text.citations.map(({ passage }) => passage);
    expect(reader.text.citations.map(({ index }) => index)).toEqual([1, 2, 3, 4]);
    expect([first5000, last]).toEqual([most[0], most[2]]);
    expect(cut.length).toBeGreaterThan(500);
    expect(most[1]?.startsWith(cut)).toBe(true);
    expect(cut).not.toMatch(/[\ud800-\udbff]$/);
    for (const message of sent) expect(Buffer.byteLength(message)).toBeLessThanOrEqual(longestMessage);
  });

  it('begins anew when its arm does, and when it is asked of an arm again', async () => {
    const { first } = replicas(2);
    const task = newId();
    const reader = await first.read('acme', task);
    const tell = first.teller('acme', task);
    tell(cited('a'));
    tell(token(0, 'Wrong'));
    const { turn } = reader.text;
    tell(cited('b'));
    tell(token(0, 'Right'));
    expect(reader.text).toMatchObject({ text: 'Right', citations: [{ passage: 'b' }] });
    expect(reader.text.turn > turn).toBe(true);
    const again = first.teller('acme', task);
    again(token(0, 'Better'));
    // What is late of the call that was given up changes nothing.
    tell(token(5, '!'));
    expect(reader.text.text).toBe('Better');
  });

  it('that lost a piece on its way says nothing further of that attempt', async () => {
    const { first, second } = replicas(2, (message) => !message.includes('lost'));
    const task = newId();
    const reader = await second.read('acme', task);
    const tell = first.teller('acme', task);
    tell(token(0, 'One, '));
    tell(token(5, 'lost, '));
    tell(token(11, 'three'));
    await first.close();
    expect(reader.text.text).toBe('One, ');
  });

  it('is sent to nobody when nobody reads, or no longer', async () => {
    const { first, second, sent } = replicas(2);
    const task = newId();
    expect(first.isRead('acme', task)).toBe(false);
    const readers = [await second.read('acme', task), await second.read('acme', task)];
    readers[0]?.close();
    await second.close();
    expect(first.isRead('acme', task)).toBe(true);
    readers[1]?.close();
    readers[1]?.close();
    await second.close();
    expect(first.isRead('acme', task)).toBe(false);
    const before = sent.length;
    first.teller('acme', task)(token(0, 'It'));
    await first.close();
    expect(sent).toHaveLength(before);
  });

  it('goes on at its own replica when the others cannot be reached', async () => {
    const onError = vi.fn<(error: unknown) => void>();
    const away = new LiveAnswers({
      replica: 'a',
      send: async () => Promise.reject(new Error('away')),
      onError,
    });
    const task = newId();
    const reader = await away.read('acme', task);
    away.teller('acme', task)(token(0, 'It'));
    expect(reader.text.text).toBe('It');
    expect(onError).toHaveBeenCalled();
  });

  it.each(['', '{', '7', '{"kind":"piece"}', '{"kind":"reads","from":"x","tenant":"acme","task":1}'])(
    'is not disturbed by messages that are none: %s',
    (message) => {
      const { first } = replicas(2);
      expect(() => first.hear(message)).not.toThrow();
    },
  );
});
