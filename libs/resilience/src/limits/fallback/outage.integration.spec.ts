import { fileURLToPath } from 'node:url';
import { freePort, type RunningServer, startRedis } from '@octollm/local-servers';
import type { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { admissionWithFallback } from '../admission/admission-with-fallback.ts';
import { LocalAdmissionLimiter } from '../admission/local-admission-limiter.ts';
import { RedisAdmissionLimiter } from '../admission/redis-admission-limiter.ts';
import { LocalConcurrencyLimiter } from '../concurrency/local-concurrency-limiter.ts';
import { Permits } from '../concurrency/permits.ts';
import { RedisConcurrencyLimiter } from '../concurrency/redis-concurrency-limiter.ts';
import { openRedis } from '../redis/open-redis.ts';
import { LimitedError } from '../waiting/waiting-mode.ts';
import { type Decider, Failover } from './failover.ts';
import { concurrencyWithFallback } from './with-fallback.ts';

const root = fileURLToPath(new URL('../../../../..', import.meta.url));
const state = { port: 0 };
let server: RunningServer | undefined;
const opened: Redis[] = [];

const start = async (): Promise<void> => {
  server = await startRedis({ root, role: 'cache', port: state.port });
};
const stop = async (): Promise<void> => {
  await server?.stop();
  server = undefined;
};

beforeAll(async () => {
  state.port = await freePort();
});
afterAll(async () => {
  for (const redis of opened) redis.disconnect();
  await stop();
});

/** What a process limits with: its own connection, its own counts for an outage. */
const openProcess = async () => {
  const errors: Error[] = [];
  const deciders: Decider[] = [];
  const redis = await openRedis(`redis://127.0.0.1:${state.port}`, (error) => void errors.push(error));
  opened.push(redis);
  const failover = new Failover({ pauseMs: 100, onChange: (decider) => void deciders.push(decider) });
  const admission = admissionWithFallback(
    new RedisAdmissionLimiter(redis),
    new LocalAdmissionLimiter(),
    failover,
  );
  const rate = {
    consume: async (key: string, { perMinute, burst }: typeof limit) => {
      const { allowed, states } = await admission.admit(key, [
        { kind: 'bucket', key, perMinute, burst, cost: 1 },
      ]);
      return { allowed, remaining: states[0]?.remaining };
    },
  };
  const concurrency = concurrencyWithFallback(
    new RedisConcurrencyLimiter(redis),
    new LocalConcurrencyLimiter(),
    failover,
  );
  const permits = new Permits({ limiter: concurrency, leaseMs: 600, onError: () => undefined });
  return { errors, deciders, failover, rate, permits };
};

const limit = { perMinute: 1, burst: 4 };
const arm = [{ key: 'arm', max: 2 }];
const failFast = { mode: 'fail_fast' } as const;

describe('when Redis is stopped', () => {
  it('each process decides by itself, neither open nor closed, until Redis is back', async () => {
    await start();
    const [one, two] = [await openProcess(), await openProcess()];
    expect((await one.rate.consume('key', limit)).allowed).toBe(true);
    expect((await two.rate.consume('key', limit)).remaining).toBe(2);

    await stop();
    // Each goes on with what it has itself counted: one of four.
    for (const { rate, failover } of [one, two]) {
      for (const remaining of [2, 1, 0])
        expect(await rate.consume('key', limit)).toMatchObject({ allowed: true, remaining });
      expect((await rate.consume('key', limit)).allowed).toBe(false);
      expect(failover.decider).toBe('local');
    }

    await start();
    await vi.waitFor(
      async () => {
        await one.rate.consume(`probe ${Math.random()}`, limit);
        await two.rate.consume(`probe ${Math.random()}`, limit);
        expect([one.failover.decider, two.failover.decider]).toEqual(['primary', 'primary']);
      },
      { timeout: 20_000, interval: 50 },
    );
    await one.rate.consume('another', limit);
    expect((await two.rate.consume('another', limit)).remaining).toBe(2);
    expect(one.deciders).toEqual(['local', 'primary']);
    await stop();
  });

  it('a process that starts meanwhile starts, and uses Redis once it is there', async () => {
    await stop();
    const { rate, failover, errors } = await openProcess();
    expect((await rate.consume('late', limit)).allowed).toBe(true);
    expect(failover.decider).toBe('local');
    expect(errors.length).toBeGreaterThan(0);
    await start();
    await vi.waitFor(
      async () => {
        await rate.consume(`probe ${Math.random()}`, limit);
        expect(failover.decider).toBe('primary');
      },
      { timeout: 20_000, interval: 50 },
    );
    await stop();
  });

  it('permits are still limited and given back, and count for everybody again afterwards', async () => {
    await start();
    const [one, two] = [await openProcess(), await openProcess()];
    const first = await one.permits.acquire(arm, failFast);
    await stop();
    await one.permits.acquire(arm, failFast);
    await expect(one.permits.acquire(arm, failFast)).rejects.toThrow(LimitedError);
    await start();
    // Renewed leases fill the empty Redis, so that the other process finds no room.
    await vi.waitFor(
      async () => {
        await one.rate.consume(`probe ${Math.random()}`, limit);
        await two.rate.consume(`probe ${Math.random()}`, limit);
        const release = await two.permits.acquire(arm, failFast).catch((error: unknown) => error);
        if (typeof release === 'function') release();
        expect(two.failover.decider).toBe('primary');
        expect(release).toBeInstanceOf(LimitedError);
      },
      { timeout: 20_000, interval: 50 },
    );
    first();
    await vi.waitFor(() => two.permits.acquire(arm, failFast), { timeout: 10_000 });
    await expect(one.permits.acquire(arm, failFast)).rejects.toThrow(LimitedError);
    await stop();
  });

  it('a Redis that hangs is one that is away', async () => {
    await start();
    const { rate, failover } = await openProcess();
    await rate.consume('hung', limit);
    const pid = server?.pid;
    if (pid === undefined) throw new Error('There is no server.');
    process.kill(pid, 'SIGSTOP');
    try {
      expect(await rate.consume('hung', limit)).toMatchObject({ allowed: true, remaining: 2 });
      expect(failover.decider).toBe('local');
    } finally {
      process.kill(pid, 'SIGCONT');
    }
    await vi.waitFor(
      async () => {
        await rate.consume(`probe ${Math.random()}`, limit);
        expect(failover.decider).toBe('primary');
      },
      { timeout: 20_000, interval: 50 },
    );
    await stop();
  });
});
