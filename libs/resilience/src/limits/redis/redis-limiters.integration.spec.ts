import { fileURLToPath } from 'node:url';
import { type RunningServer, startRedis } from '@octollm/local-servers';
import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { describeAdmissionLimiter } from '../admission/admission-limiter-suite.ts';
import { RedisAdmissionLimiter } from '../admission/redis-admission-limiter.ts';
import { newLease } from '../concurrency/concurrency-limiter.ts';
import { describeConcurrencyLimiter } from '../concurrency/concurrency-limiter-suite.ts';
import { RedisConcurrencyLimiter } from '../concurrency/redis-concurrency-limiter.ts';
import { describeQuotaLimiter } from '../quota/quota-limiter-suite.ts';
import { RedisQuotaLimiter } from '../quota/redis-quota-limiter.ts';

const root = fileURLToPath(new URL('../../../../..', import.meta.url));

let server: RunningServer | undefined;
const clients: Redis[] = [];
let spaces = 0;

/** Two connections and a name of their own for the keys of one test. */
const open = <Limiter>(make: (redis: Redis, space: string) => Limiter): readonly [Limiter, Limiter] => {
  spaces += 1;
  const space = `test-${spaces}:`;
  return [make(clientOf(0), space), make(clientOf(1), space)];
};

const clientOf = (index: number): Redis => {
  const client = clients[index];
  if (client === undefined) throw new Error('There is no connection yet.');
  return client;
};

beforeAll(async () => {
  server = await startRedis({ root, role: 'cache' });
  for (let n = 0; n < 2; n++) clients.push(new Redis(server.url));
});
afterAll(async () => {
  for (const client of clients) client.disconnect();
  await server?.stop();
});

describeConcurrencyLimiter('in Redis', () =>
  open((redis, space) => new RedisConcurrencyLimiter(redis, space)),
);
describeAdmissionLimiter('in Redis', () => open((redis, space) => new RedisAdmissionLimiter(redis, space)));
describeQuotaLimiter('in Redis', () => open((redis, space) => new RedisQuotaLimiter(redis, space)));

describe('what limiters leave in Redis', () => {
  afterEach(() => clientOf(0).flushall());

  it('expires, every key of it', async () => {
    const redis = clientOf(0);
    await redis.flushall();
    const lease = newLease(
      [
        { key: 'a', max: 1 },
        { key: 'b', max: 1 },
      ],
      5_000,
    );
    await new RedisConcurrencyLimiter(redis).acquire(lease);
    const quota = { windowMs: 5_000, calls: 5, tokens: 5 };
    const decision = await new RedisQuotaLimiter(redis).reserve('a', { calls: 1, tokens: 1 }, quota);
    if (decision.granted)
      await new RedisQuotaLimiter(redis).settle(decision.reservation, { calls: 1, tokens: 3 });
    await new RedisAdmissionLimiter(redis).admit('request', [
      { kind: 'bucket', key: 'bucket', perMinute: 60, burst: 5, cost: 1 },
      { kind: 'window', key: 'window', max: 5, windowMs: 5_000 },
      { kind: 'slot', key: 'slot', max: 5, leaseMs: 5_000 },
    ]);
    const keys = await redis.keys('*');
    expect(keys).toHaveLength(6);
    for (const key of keys) {
      const ttl = await redis.pttl(key);
      expect({ key, expires: ttl > 0 && ttl <= 5_001 }).toEqual({ key, expires: true });
    }
  });

  it('lies on one node of a cluster for every operation on several keys', async () => {
    const redis = clientOf(0);
    await redis.flushall();
    const limits = ['global', 'arm:{coder}', 'tool:shell'].map((key) => ({ key, max: 1 }));
    await new RedisConcurrencyLimiter(redis).acquire(newLease(limits, 5_000));
    const keys = await redis.keys('*');
    expect(keys).toHaveLength(3);
    // https://redis.io/docs/latest/operate/oss_and_stack/reference/cluster-spec/#hash-tags
    expect(new Set(keys.map((key) => /\{(.+?)\}/.exec(key)?.[1])).size).toBe(1);
  });

  it('is counted anew after Redis has lost it, scripts included, and renewed leases count again', async () => {
    const [one, two] = open((redis, space) => new RedisConcurrencyLimiter(redis, space));
    const lease = newLease([{ key: 'arm', max: 1 }], 5_000);
    await one.acquire(lease);
    await clientOf(1).flushall();
    await clientOf(1).script('FLUSH');
    expect(await one.renew(lease)).toBe(true);
    expect((await two.acquire(newLease(lease.limits, 5_000))).granted).toBe(false);
  });
});
