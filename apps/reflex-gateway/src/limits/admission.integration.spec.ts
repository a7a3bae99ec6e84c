import { fileURLToPath } from 'node:url';
import { freePort, type RunningServer, startRedis } from '@octollm/local-servers';
import { type BucketDemand, type LimiterStore, openLimiterStore } from '@octollm/resilience';
import { type Metrics, openStore } from '@octollm/service-kit';
import type { Logger } from 'pino';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createAdmissionLimiter } from './admission.ts';

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
  return { limiter: createAdmissionLimiter(store), told, gauge };
};

const bucket = (key: string, burst: number): BucketDemand => ({
  kind: 'bucket',
  key,
  perMinute: 1,
  burst,
  cost: 1,
});
/** What a request of one of three keys of a tenant wants: the tenant's limit is the tightest for all together. */
const demands = (n: number): readonly BucketDemand[] => [
  bucket('ip', 100),
  bucket(`key ${n % 3}`, 8),
  bucket('tenant', 20),
];

describe('the limits of a request', () => {
  it('are exact to the request across two replicas under concurrent load, all of them together', async () => {
    const url = `redis://127.0.0.1:${state.port}`;
    // However busy the machine is, no answer is given up that this test counts.
    const patient = { answerWithinMs: 60_000, onError: () => undefined };
    const opened = [await openLimiterStore(url, patient), await openLimiterStore(url, patient)];
    stores.push(...opened);
    const replicas = opened.map((store) => createAdmissionLimiter(store));
    const asked = Array.from({ length: 150 }, (_, n) =>
      replicas.map(async (limiter) => ({ n, ...(await limiter.admit(`${n}`, demands(n))) })),
    );
    const allowed = (await Promise.all(asked.flat())).filter((decision) => decision.allowed);
    expect(allowed).toHaveLength(20);
    for (const key of [0, 1, 2])
      expect(allowed.filter(({ n }) => n % 3 === key).length).toBeLessThanOrEqual(8);
    // What one limit refused has taken nothing of the others.
    const looks = [bucket('ip', 100), ...[0, 1, 2].map((key) => bucket(`key ${key}`, 8))];
    const { states } = (await replicas[0]?.admit(
      'look',
      looks.map((look) => ({ ...look, cost: 0 })),
    )) ?? { states: [] };
    expect(states[0]?.remaining).toBe(80);
    expect(states.slice(1).reduce((sum, { remaining }) => sum + remaining, 0)).toBe(4);
  });

  it('go on in the process while Redis is away, neither open nor closed, and it says so', async () => {
    const { limiter, told, gauge } = await openReplica();
    const during = [bucket('during', 20), bucket('during, and its tenant', 30)];
    for (let n = 0; n < 5; n++) await limiter.admit(`before ${n}`, during);
    await redis?.stop();
    const asked = Array.from({ length: 50 }, (_, n) => limiter.admit(`during ${n}`, during));
    expect((await Promise.all(asked)).filter(({ allowed }) => allowed)).toHaveLength(15);
    expect(told).toEqual(['the cache store does not answer: this process counts its limits by itself']);
    expect(gauge).toEqual([1]);

    redis = await startRedis({ root, role: 'cache', port: state.port });
    await vi.waitFor(
      async () => {
        await limiter.admit('probe', [bucket(`probe ${Math.random()}`, 1)]);
        expect(gauge).toEqual([1, 0]);
      },
      { timeout: 20_000, interval: 50 },
    );
    expect(told.at(-1)).toBe('limits are counted over all replicas again');
  });
});
