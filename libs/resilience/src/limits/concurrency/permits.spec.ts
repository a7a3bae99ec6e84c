import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { LimitedError } from '../waiting/waiting-mode.ts';
import { newLease } from './concurrency-limiter.ts';
import { LocalConcurrencyLimiter } from './local-concurrency-limiter.ts';
import { Permits } from './permits.ts';

const queue = { mode: 'queue' } as const;
const failFast = { mode: 'fail_fast' } as const;
const arm = (max: number) => [{ key: 'arm', max }];

const permitsOver = (
  limiter = new LocalConcurrencyLimiter(),
  more: { leaseMs?: number; pollMs?: number } = {},
) => {
  const errors: unknown[] = [];
  return { errors, permits: new Permits({ limiter, onError: (error) => void errors.push(error), ...more }) };
};

describe('a permit', () => {
  it('is given while there is room, and given back once', async () => {
    const { permits } = permitsOver();
    const release = await permits.acquire(arm(1), failFast);
    await expect(permits.acquire(arm(1), failFast)).rejects.toThrow(LimitedError);
    release();
    release();
    await permits.acquire(arm(1), failFast);
    await expect(permits.acquire(arm(1), failFast)).rejects.toThrow(LimitedError);
    expect(permits.held).toBe(1);
  });

  it('goes to the one that has waited longest as soon as one is given back', async () => {
    const { permits } = permitsOver(undefined, { pollMs: 3_600_000 });
    const release = await permits.acquire(arm(1), queue);
    const order: string[] = [];
    const waiting = ['a', 'b'].map(async (name) => {
      const free = await permits.acquire(arm(1), queue);
      order.push(name);
      free();
    });
    await delay(5);
    expect(order).toEqual([]);
    release();
    await Promise.all(waiting);
    expect(order).toEqual(['a', 'b']);
    expect(permits.held).toBe(0);
  });

  it('does not wait behind work for another arm', async () => {
    const { permits } = permitsOver();
    const limits = (name: string) => [
      { key: 'global', max: 5 },
      { key: name, max: 1 },
    ];
    await permits.acquire(limits('busy'), queue);
    const behind = permits.acquire(limits('busy'), { mode: 'queue', signal: AbortSignal.timeout(200) });
    const ended = behind.catch((error: unknown) => error);
    await permits.acquire(limits('idle'), failFast);
    expect(await ended).toMatchObject({ message: 'The operation was aborted due to timeout' });
  });

  it('wakes whoever waits for any of its limits', async () => {
    const { permits } = permitsOver(undefined, { pollMs: 3_600_000 });
    const release = await permits.acquire([{ key: 'global', max: 1 }, ...arm(1)], queue);
    const other = permits.acquire(
      [
        { key: 'global', max: 1 },
        { key: 'other', max: 1 },
      ],
      queue,
    );
    await delay(5);
    release();
    (await other)();
    expect(permits.held).toBe(0);
  });

  it('is held beyond its lease, because the lease is renewed', async () => {
    const limiter = new LocalConcurrencyLimiter();
    const { permits } = permitsOver(limiter, { leaseMs: 600 });
    const release = await permits.acquire(arm(1), queue);
    await delay(1_300);
    const other = newLease(arm(1), 600);
    expect((await limiter.acquire(other)).granted).toBe(false);
    release();
    expect((await limiter.acquire(other)).granted).toBe(true);
  });

  it('is free when the wait for it is cancelled', async () => {
    const { permits } = permitsOver();
    const release = await permits.acquire(arm(1), queue);
    const controller = new AbortController();
    const waiting = permits.acquire(arm(1), { mode: 'queue', signal: controller.signal });
    const ended = waiting.catch((error: unknown) => error);
    controller.abort(new Error('cancelled'));
    expect(await ended).toMatchObject({ message: 'cancelled' });
    release();
    await permits.acquire(arm(1), failFast);
  });

  it('reports a limiter that cannot take it back, and does not make its holder wait', async () => {
    class Deaf extends LocalConcurrencyLimiter {
      override release(): Promise<void> {
        return Promise.reject(new Error('no answer'));
      }
    }
    const { permits, errors } = permitsOver(new Deaf());
    const release = await permits.acquire(arm(1), queue);
    release();
    await delay(5);
    expect(errors).toEqual([new Error('no answer')]);
  });

  it('is given back after a renewal that is under way, which would take it again', async () => {
    const order: string[] = [];
    class Slow extends LocalConcurrencyLimiter {
      override async renew(): Promise<boolean> {
        await delay(150);
        order.push('renewed');
        return true;
      }
      override async release(): Promise<void> {
        order.push('released');
      }
    }
    const { permits } = permitsOver(new Slow(), { leaseMs: 150 });
    const release = await permits.acquire(arm(1), queue);
    await delay(100);
    release();
    await delay(300);
    expect(order).toEqual(['renewed', 'released']);
  });
});
