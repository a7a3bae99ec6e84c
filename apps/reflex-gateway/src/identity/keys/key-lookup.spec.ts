import { OverloadedError, UnavailableError } from '@octollm/contracts';
import type { ApiKeyStore } from '@octollm/memory';
import { describe, expect, it, vi } from 'vitest';
import { KeyLookup } from './key-lookup.ts';

/** A lookup over a store that answers when it is told to, and never knows a key. */
const lookupOverSlowStore = () => {
  const answers: (() => void)[] = [];
  let running = 0;
  let mostRunning = 0;
  const findByHashes = vi.fn<ApiKeyStore['findByHashes']>(async () => {
    mostRunning = Math.max(mostRunning, ++running);
    await new Promise<void>((resolve) => answers.push(resolve));
    running--;
    return new Map();
  });
  const answerAll = async (): Promise<void> => {
    while (answers.length > 0) {
      answers.shift()?.();
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  return { lookup: new KeyLookup({ findByHashes }), findByHashes, answerAll, mostRunning: () => mostRunning };
};

describe('the lookup of keys', () => {
  it('asks once for a key that many wait for', async () => {
    const { lookup, findByHashes, answerAll } = lookupOverSlowStore();
    const all = Promise.all(Array.from({ length: 100 }, () => lookup.find('same')));
    await answerAll();
    expect(await all).toEqual(Array.from({ length: 100 }, () => undefined));
    expect(findByHashes.mock.calls).toEqual([[['same']]]);
  });

  it('asks for ten thousand wrong keys in few statements, two at a time', async () => {
    const { lookup, findByHashes, answerAll, mostRunning } = lookupOverSlowStore();
    const all = Promise.all(Array.from({ length: 10_000 }, (_, n) => lookup.find(`wrong ${n}`)));
    await answerAll();
    await all;
    expect(mostRunning()).toBe(2);
    expect(findByHashes.mock.calls.length).toBeLessThanOrEqual(23);
    const asked = findByHashes.mock.calls.flatMap(([hashes]) => hashes);
    expect(new Set(asked).size).toBe(10_000);
  });

  it('refuses more than can wait, and goes on when they are answered', async () => {
    const { lookup, answerAll } = lookupOverSlowStore();
    const waiting = Promise.all(Array.from({ length: 20_002 }, (_, n) => lookup.find(`wrong ${n}`)));
    await expect(lookup.find('one too many')).rejects.toThrow(OverloadedError);
    await answerAll();
    await waiting;
    const next = lookup.find('next');
    await answerAll();
    expect(await next).toBeUndefined();
  });

  it('fails all who waited when the store fails, and asks again for who comes then', async () => {
    const findByHashes = vi
      .fn<ApiKeyStore['findByHashes']>()
      .mockRejectedValueOnce(new UnavailableError('away'))
      .mockResolvedValue(new Map());
    const lookup = new KeyLookup({ findByHashes });
    const [one, two] = await Promise.allSettled([lookup.find('key'), lookup.find('key')]);
    for (const outcome of [one, two])
      expect(outcome).toMatchObject({ status: 'rejected', reason: expect.any(UnavailableError) });
    expect(await lookup.find('key')).toBeUndefined();
  });
});
