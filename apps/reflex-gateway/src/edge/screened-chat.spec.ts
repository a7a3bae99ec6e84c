import { type ChatEvent, newId, noUsage } from '@octollm/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outputGuard } from '../guards/output-guard.ts';
import { screenedChat } from './screened-chat.ts';

const complete: ChatEvent = {
  type: 'complete',
  task_id: newId(),
  answerable: true,
  confidence: 1,
  degraded: false,
  usage: noUsage,
};
const token = (text: string): ChatEvent => ({ type: 'token', text });
const frame = (event: ChatEvent): string => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
const judgement = { tenant: 'acme', tier: 'pro' } as const;

/** What comes out when these frames go in, in parts of some bytes each. */
const screened = async (frames: readonly string[], bytes: number, rules?: string): Promise<string> => {
  const all = Buffer.from(frames.join(''));
  const body = async function* () {
    for (let at = 0; at < all.length; at += bytes) yield all.subarray(at, at + bytes);
  };
  let text = '';
  for await (const part of screenedChat(body(), () => outputGuard({ ...judgement, rules }))) text += part;
  return text;
};
const eventsOf = (text: string): ChatEvent[] =>
  text
    .split('\n\n')
    .flatMap((one) => (one.includes('data: ') ? [JSON.parse(one.slice(one.indexOf('{')))] : []));
const answerOf = (events: readonly ChatEvent[]): string =>
  events.map((event) => (event.type === 'token' ? event.text : '')).join('');

describe('the answer of a chat', () => {
  const answer = 'The card is 4111 1111 1111 1111, says Å.';

  it('does not show what is to be hidden, wherever its tokens and its bytes are cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(answer.length), { maxLength: 6 }),
        fc.integer({ min: 1, max: 200 }),
        async (cuts, bytes) => {
          const places = [0, ...cuts, answer.length].toSorted((a, b) => a - b);
          const tokens = places.map((place, at) => token(answer.slice(place, places[at + 1])));
          const text = await screened([...tokens, complete].map(frame), bytes);
          expect(answerOf(eventsOf(text))).toBe('The card is [payment_card], says Å.');
          expect(eventsOf(text).at(-1)).toEqual(complete);
        },
      ),
      { numRuns: 100 },
    );
  });

  it('goes on at once as far as it can, beside events and comments that stay as they are', async () => {
    const reads: string[] = [];
    const body = async function* () {
      for (const one of [': heartbeat\n\n', frame(token('It opened in May ')), frame(complete)]) {
        reads.push(one);
        yield Buffer.from(one);
      }
    };
    const chat = screenedChat(body(), () => outputGuard(judgement));
    expect((await chat.next()).value).toBe(': heartbeat\n\n');
    expect((await chat.next()).value).toBe(frame(token('It opened in May ')));
    expect(reads).toHaveLength(2);
    expect((await chat.next()).value).toBe(frame(complete));
  });

  it('that begins anew is screened as another text, and nothing of the first comes after it', async () => {
    const text = await screened(
      [token('Call 4111 1111'), { type: 'reset' } as const, token(' 1111 1111'), complete].map(frame),
      1_000,
    );
    const events = eventsOf(text);
    const reset = events.findIndex(({ type }) => type === 'reset');
    expect(answerOf(events.slice(reset))).toBe(' 1111 1111');
  });

  it('does not show in its sources what is to be hidden', async () => {
    const citation = {
      index: 1,
      document_id: newId(),
      chunk_id: newId(),
      title: 'Card 5500 0000 0000 0004',
      source: null,
      passage: 'Ring 4111 1111 1111 1111.',
      score: 1,
    };
    const untitled = { ...citation, title: null, passage: 'It opened in 1938.' };
    const sources: ChatEvent = { type: 'sources_ready', citations: [citation, untitled] };
    expect(eventsOf(await screened([sources, token('Yes.'), complete].map(frame), 1_000))).toEqual([
      {
        type: 'sources_ready',
        citations: [{ ...citation, title: 'Card [payment_card]', passage: 'Ring [payment_card].' }, untitled],
      },
      token('Yes.'),
      complete,
    ]);
  });

  it('that policy blocks ends with an error', async () => {
    const rules =
      'rules: [{ id: codename, when: { contains: [blue heron], direction: output }, action: block }]';
    const text = await screened([token('Ask the Blue Heron team.'), complete].map(frame), 1_000, rules);
    expect(text).not.toContain('Heron');
    expect(eventsOf(text).at(-1)).toMatchObject({ type: 'error', code: 'blocked_by_policy' });
  });
});
