import { once } from 'node:events';
import { PassThrough, type Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { screenedEvents } from './screened-events.ts';

async function* loud(events: Readable): AsyncGenerator<string> {
  for await (const part of events) yield String(part).toUpperCase();
}
/** A body of undici's, which calls it an error when it is let go before its end. */
const bodyOf = (): PassThrough =>
  new PassThrough({
    destroy(error, done) {
      done(error ?? (this.readableEnded ? null : new Error('It was let go.')));
    },
  });

describe('the screened events of an answer', () => {
  it('are those of its body, to the end', async () => {
    const body = bodyOf();
    const all = text(screenedEvents(body, new AbortController().signal, loud));
    body.end('one two');
    expect(await all).toBe('ONE TWO');
  });

  it('go on as they come when nothing changes them', async () => {
    const body = bodyOf();
    body.end('one');
    expect(await text(screenedEvents(body, new AbortController().signal))).toBe('one');
  });

  it('fail with their body', async () => {
    const body = bodyOf();
    const all = text(screenedEvents(body, new AbortController().signal, loud));
    body.destroy(new Error('The connection broke.'));
    await expect(all).rejects.toThrow('The connection broke.');
  });

  it.each([
    ['the gateway stops', (_events: Readable, stop: AbortController) => stop.abort()],
    ['their reader leaves', (events: Readable) => void events.destroy()],
  ])('let their body go when %s while the next one is waited for', async (_when, end) => {
    const body = bodyOf();
    const stop = new AbortController();
    const events = screenedEvents(body, stop.signal, loud);
    body.write('one');
    expect(String((await once(events, 'data'))[0])).toBe('ONE');
    end(events, stop);
    await expect.poll(() => body.destroyed, { timeout: 30_000 }).toBe(true);
  });
});
