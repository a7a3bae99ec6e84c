import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { Flights } from './flights.ts';

const open = () => {
  const flights = new Flights<string>();
  const started: AbortSignal[] = [];
  const land: ((value: string) => void)[] = [];
  const fail: ((error: Error) => void)[] = [];
  const start = (signal: AbortSignal): Promise<string> => {
    started.push(signal);
    return new Promise((resolve, reject) => {
      land.push(resolve);
      fail.push(reject);
      signal.addEventListener('abort', () => reject(signal.reason));
    });
  };
  return { flights, started, land, fail, start };
};

describe('a flight', () => {
  it('is one for all who ask for the same, and another for something else', async () => {
    const { flights, started, land, start } = open();
    const asked = [flights.join('a', start), flights.join('a', start), flights.join('b', start)];
    expect(started).toHaveLength(2);
    land[0]?.('A');
    land[1]?.('B');
    expect(await Promise.all(asked)).toEqual(['A', 'A', 'B']);
    expect(flights.size).toBe(0);
  });

  it('gives its error to all, and the next who asks starts anew', async () => {
    const { flights, fail, start, started } = open();
    const asked = [flights.join('a', start), flights.join('a', start)];
    fail[0]?.(new Error('down'));
    const settled = await Promise.allSettled(asked);
    expect(settled.map((one) => one.status)).toEqual(['rejected', 'rejected']);
    void flights.join('a', start);
    expect(started).toHaveLength(2);
  });

  it('goes on for the others when the first who asked is aborted', async () => {
    const { flights, started, land, start } = open();
    const first = new AbortController();
    const asked = flights.join('a', start, first.signal);
    const other = flights.join('a', start, new AbortController().signal);
    first.abort(new Error('gone'));
    await expect(asked).rejects.toThrow('gone');
    expect(started[0]?.aborted).toBe(false);
    land[0]?.('A');
    expect(await other).toBe('A');
  });

  it('is aborted when the last one leaves, and is not joined any more', async () => {
    const { flights, started, land, start } = open();
    const callers = [new AbortController(), new AbortController()];
    const asked = callers.map(({ signal }) => flights.join('a', start, signal));
    for (const caller of callers) caller.abort(new Error('gone'));
    expect(started[0]?.aborted).toBe(true);
    const next = flights.join('a', start);
    expect(started).toHaveLength(2);
    await Promise.allSettled(asked);
    await turn();
    expect(flights.size).toBe(1);
    land[1]?.('A');
    expect(await next).toBe('A');
  });

  it('is not left by one who cannot be aborted', async () => {
    const { flights, started, land, start } = open();
    const first = new AbortController();
    const asked = Promise.allSettled([flights.join('a', start), flights.join('a', start, first.signal)]);
    first.abort();
    await turn();
    expect(started[0]?.aborted).toBe(false);
    land[0]?.('A');
    expect((await asked).map((one) => one.status)).toEqual(['fulfilled', 'rejected']);
  });

  it('is not begun for one who was aborted before', async () => {
    const { flights, start } = open();
    const begun = vi.fn<typeof start>(start);
    await expect(async () => flights.join('a', begun, AbortSignal.abort(new Error('gone')))).rejects.toThrow(
      'gone',
    );
    expect(begun).not.toHaveBeenCalled();
  });
});
