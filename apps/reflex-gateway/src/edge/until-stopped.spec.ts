import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { untilStopped } from './until-stopped.ts';

describe('a stream that may be stopped', () => {
  it('brings all of its source and ends with it', async () => {
    const source = new PassThrough();
    const all = text(untilStopped(source, new AbortController().signal));
    source.end('one two');
    expect(await all).toBe('one two');
  });

  it('ends well when it is stopped, and lets its source go', async () => {
    const source = new PassThrough({ destroy: (_error, done) => done(new Error('It was let go.')) });
    const stop = new AbortController();
    const stream = untilStopped(source, stop.signal);
    const all = text(stream);
    source.write('one ');
    await new Promise((resolve) => setImmediate(resolve));
    stop.abort();
    expect(await all).toBe('one ');
    expect(source.destroyed).toBe(true);
  });

  it('ends at once when the service stops already', async () => {
    expect(await text(untilStopped(new PassThrough(), AbortSignal.abort()))).toBe('');
  });

  it('fails with its source', async () => {
    const source = new PassThrough();
    const all = text(untilStopped(source, new AbortController().signal));
    source.destroy(new Error('The connection broke.'));
    await expect(all).rejects.toThrow('The connection broke.');
  });

  it('lets its source go when its reader has gone', async () => {
    const source = new PassThrough();
    const stream = untilStopped(source, new AbortController().signal);
    stream.destroy();
    await expect.poll(() => source.destroyed).toBe(true);
  });
});
