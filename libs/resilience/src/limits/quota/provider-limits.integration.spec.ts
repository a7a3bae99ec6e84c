import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type RunningServer, startRedis } from '@octollm/local-servers';
import type { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRedis } from '../redis/open-redis.ts';
import { attemptOfReservation } from '../waiting/attempt.ts';
import { WaitingLines } from '../waiting/waiting-lines.ts';
import { Dropped, LimitedError, type WaitingMode } from '../waiting/waiting-mode.ts';
import { LocalQuotaLimiter } from './local-quota-limiter.ts';
import type { Quota, QuotaLimiter, Reservation } from './quota-limiter.ts';
import { RedisQuotaLimiter } from './redis-quota-limiter.ts';

const root = fileURLToPath(new URL('../../../../..', import.meta.url));
let server: RunningServer | undefined;
const connections: Redis[] = [];

beforeAll(async () => {
  server = await startRedis({ root, role: 'cache' });
  for (let n = 0; n < 2; n++)
    connections.push(
      await openRedis(server.url, (error) => {
        throw error;
      }),
    );
});
afterAll(async () => {
  for (const connection of connections) connection.disconnect();
  await server?.stop();
});

const quota: Quota = { windowMs: 700, calls: 8, tokens: 100 };

/** A replica that calls a provider: it reserves an estimate in a mode and settles what the call used. */
class Replica {
  readonly #limiter: QuotaLimiter;
  readonly #lines = new WaitingLines();

  constructor(limiter: QuotaLimiter) {
    this.#limiter = limiter;
  }

  reserve(service: string, tokens: number, mode: WaitingMode): Promise<Reservation | Dropped> {
    const attempt = async () =>
      attemptOfReservation(await this.#limiter.reserve(service, { calls: 1, tokens }, quota));
    const undo = (reservation: Reservation): void =>
      void this.#limiter.settle(reservation, { calls: 0, tokens: 0 });
    return this.#lines.admit(service, attempt, mode, undo);
  }

  settle(reservation: Reservation, tokens: number): Promise<void> {
    return this.#limiter.settle(reservation, { calls: 1, tokens });
  }
}

describe('Provider limits', () => {
  const replicas = (): readonly [Replica, Replica] => {
    const [one, two] = connections.map((redis) => new Replica(new RedisQuotaLimiter(redis)));
    if (one === undefined || two === undefined) throw new Error('There is no connection.');
    return [one, two];
  };

  it('calls and tokens per service are enforced atomically across replicas; modes fail_fast and drop', async () => {
    const [one, two] = replicas();
    const asked = Array.from({ length: 20 }, () => [
      one.reserve('by-calls', 1, { mode: 'drop' }),
      two.reserve('by-calls', 1, { mode: 'fail_fast' }).catch((error: unknown) => error),
      one.reserve('by-tokens', 25, { mode: 'drop' }),
      two.reserve('by-tokens', 25, { mode: 'drop' }),
    ]);
    const results = await Promise.all(asked.flat());
    const reserved = (service: string): number =>
      results.filter((each) => (each as Reservation).key === service).length;
    expect(reserved('by-calls')).toBe(8);
    expect(reserved('by-tokens')).toBe(4);
    expect(results.some((each) => each instanceof Dropped)).toBe(true);
    expect(
      results.filter((each) => each instanceof Error).every((each) => each instanceof LimitedError),
    ).toBe(true);
  });

  it('actual use is reconciled: what one replica did not use another one gets', async () => {
    const [one, two] = replicas();
    const estimate = await one.reserve('reconciled', 100, { mode: 'fail_fast' });
    await expect(two.reserve('reconciled', 50, { mode: 'fail_fast' })).rejects.toThrow(LimitedError);
    if (estimate instanceof Dropped) throw new Error('It was dropped.');
    await one.settle(estimate, 50);
    expect(await two.reserve('reconciled', 50, { mode: 'fail_fast' })).toMatchObject({ tokens: 50 });
  });

  it.each(['Redis', 'this process'])(
    'in mode queue no stretch of a window holds more than the quota, counted in %s',
    async (where) => {
      const local = new Replica(new LocalQuotaLimiter());
      const both = where === 'Redis' ? replicas() : [local, local];
      const times: number[] = [];
      await Promise.all(
        Array.from({ length: 10 }, () =>
          both.map(async (replica) => {
            await replica.reserve('queued', 5, { mode: 'queue', waitMs: 30_000 });
            times.push(performance.now());
          }),
        ).flat(),
      );
      expect(times).toHaveLength(20);
      // The ninth came when the first had left the window; a clock may differ by some milliseconds.
      const sorted = times.toSorted((a, b) => a - b);
      const spans = sorted.slice(8).map((ninth, index) => ninth - (sorted[index] ?? 0));
      expect(Math.min(...spans)).toBeGreaterThan(600);
    },
  );

  it('cancelling frees its rate-limit wait at once and takes nothing', async () => {
    const [one] = replicas();
    await one.reserve('cancelled', 100, { mode: 'fail_fast' });
    const controller = new AbortController();
    const waiting = one.reserve('cancelled', 100, { mode: 'queue', signal: controller.signal });
    const ended = waiting.catch((error: unknown) => error);
    await delay(20);
    controller.abort(new Error('cancelled'));
    expect(await ended).toMatchObject({ message: 'cancelled' });
    await delay(quota.windowMs);
    expect(await one.reserve('cancelled', 100, { mode: 'fail_fast' })).toMatchObject({ tokens: 100 });
  });
});
