import { describe, expect, it } from 'vitest';
import { Bulkhead, BulkheadFullError } from './bulkhead.ts';

const never = new AbortController().signal;

const setUp = (concurrency: number, queue: number) => {
  const bulkhead = new Bulkhead({ concurrency, queue });
  const begun: string[] = [];
  const start = (name: string, signal: AbortSignal = never) => {
    let end = (): void => undefined;
    const work = new Promise<string>((resolve) => {
      end = () => resolve(name);
    });
    const run = bulkhead.run(() => {
      begun.push(name);
      return work;
    }, signal);
    return { run, end };
  };
  return { bulkhead, begun, start };
};

describe('a bulkhead', () => {
  it('runs as many calls as it may, lets as many wait and refuses the rest', async () => {
    const { bulkhead, begun, start } = setUp(2, 1);
    const [a, b, c] = [start('a'), start('b'), start('c')];
    expect(bulkhead).toMatchObject({ inFlight: 2, waiting: 1, isFull: true });
    await expect(start('d').run).rejects.toThrow(BulkheadFullError);
    expect(begun).toEqual(['a', 'b']);
    a.end();
    expect(await a.run).toBe('a');
    c.end();
    expect(await c.run).toBe('c');
    b.end();
    await b.run;
    expect(bulkhead).toMatchObject({ inFlight: 0, waiting: 0, isFull: false });
    expect(begun).toEqual(['a', 'b', 'c']);
  });

  it('lets a call that was aborted while it waited go at once, with the reason, and never begins it', async () => {
    const { bulkhead, begun, start } = setUp(1, 5);
    const a = start('a');
    const abort = new AbortController();
    const b = start('b', abort.signal);
    const c = start('c');
    const reason = new Error('cancelled');
    abort.abort(reason);
    await expect(b.run).rejects.toBe(reason);
    a.end();
    c.end();
    await c.run;
    expect(begun).toEqual(['a', 'c']);
    expect(bulkhead.inFlight).toBe(0);
    await expect(start('d', AbortSignal.abort(reason)).run).rejects.toBe(reason);
    expect(begun).toEqual(['a', 'c']);
  });

  it('gives the place of a call that failed to the next', async () => {
    const { bulkhead, start } = setUp(1, 5);
    const failing = bulkhead.run(() => Promise.reject(new Error('broken')), never);
    const next = start('next');
    await expect(failing).rejects.toThrow('broken');
    next.end();
    expect(await next.run).toBe('next');
  });
});
