import { fileURLToPath } from 'node:url';
import { freePort, type RunningServer, startRedis } from '@octollm/local-servers';
import { type LimiterStore, openLimiterStore } from '@octollm/resilience';
import type { Metrics } from '@octollm/service-kit';
import type { Logger } from 'pino';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createKeyRateLimiter } from './key-rate-limiter.ts';
import { openStore } from './limiter-store.ts';

const root = fileURLToPath(new URL('../../../..', import.meta.url));
const state = { port: 0 };
let redis: RunningServer | undefined;
const stores: LimiterStore[] = [];

beforeAll(async () => {
  state.port = await freePort();
  redis = await startRedis({ root, role: 'cache', port: state.port });
});
afterAll(async () => {
  for (const store of stores) store.close();
  await redis?.stop();
});

/** The limiter as one replica of the gateway has it, with what it tells operators. */
const openReplica = async () => {
  const told: string[] = [];
  const gauge: number[] = [];
  const tell = (...args: unknown[]): void => void told.push(String(args.at(-1)));
  const logger = { debug: () => undefined, info: tell, warn: tell } as unknown as Logger;
  const metrics = { gauge: () => ({ set: (value: number) => void gauge.push(value) }) } as unknown as Metrics;
  const store = await openStore({ CACHE_REDIS_URL: `redis://127.0.0.1:${state.port}` }, logger, metrics);
  if (store !== null) stores.push(store);
  return { limiter: createKeyRateLimiter(store), told, gauge };
};

const limit = { requestsPerMinute: 1, burst: 20 };

describe('the limit of a key', () => {
  it('is exact to the request across two replicas under concurrent load', async () => {
    const url = `redis://127.0.0.1:${state.port}`;
    // However busy the machine is, no answer is given up that this test counts.
    const patient = { answerWithinMs: 60_000, onError: () => undefined };
    const opened = [await openLimiterStore(url, patient), await openLimiterStore(url, patient)];
    stores.push(...opened);
    const replicas = opened.map((store) => ({ limiter: createKeyRateLimiter(store) }));
    const asked = Array.from({ length: 100 }, () =>
      replicas.map(({ limiter }) => limiter.consume('key', limit)),
    );
    const allowed = (await Promise.all(asked.flat())).filter((decision) => decision.allowed);
    expect(allowed).toHaveLength(20);
  });

  it('goes on in the process while Redis is away, neither open nor closed, and says so', async () => {
    const { limiter, told, gauge } = await openReplica();
    for (let n = 0; n < 5; n++) await limiter.consume('during', limit);
    await redis?.stop();
    const asked = Array.from({ length: 50 }, () => limiter.consume('during', limit));
    expect((await Promise.all(asked)).filter(({ allowed }) => allowed)).toHaveLength(15);
    expect(told).toEqual(['the cache store does not answer: this process counts its limits by itself']);
    expect(gauge).toEqual([1]);

    redis = await startRedis({ root, role: 'cache', port: state.port });
    await vi.waitFor(
      async () => {
        await limiter.consume(`probe ${Math.random()}`, limit);
        expect(gauge).toEqual([1, 0]);
      },
      { timeout: 20_000, interval: 50 },
    );
    expect(told.at(-1)).toBe('limits are counted over all replicas again');
  });
});
