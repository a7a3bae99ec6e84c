import { LuaScript, type ScriptRunner } from '../redis/lua-script.ts';
import type { ConcurrencyLimiter, Lease, LeaseDecision } from './concurrency-limiter.ts';

const acquire = new LuaScript(`
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local id, lease = ARGV[1], tonumber(ARGV[2])
for i, key in ipairs(KEYS) do
  redis.call('ZREMRANGEBYSCORE', key, '-inf', now)
  if redis.call('ZCARD', key) >= tonumber(ARGV[i + 2]) and not redis.call('ZSCORE', key, id) then
    return {i, tonumber(redis.call('ZRANGE', key, 0, 0, 'WITHSCORES')[2]) - now}
  end
end
for _, key in ipairs(KEYS) do
  redis.call('ZADD', key, now + lease, id)
  if redis.call('PTTL', key) < lease then redis.call('PEXPIRE', key, lease + 1) end
end
return {0, 0}
`);

const release = new LuaScript(`
for _, key in ipairs(KEYS) do redis.call('ZREM', key, ARGV[1]) end
return {}
`);

/**
 * Counts the leases of all processes in Redis, on Redis' own clock. A key is a sorted set of holders by the end of their
 * leases, which expires with the last of them. Each operation is one round trip.
 *
 * When Redis loses its data (a restart of a Redis in the role of the cache), leases count again from their next renewal
 * on; until then as many more may be granted.
 *
 * @throws whatever the client throws when Redis does not answer
 */
export class RedisConcurrencyLimiter implements ConcurrencyLimiter {
  readonly #redis: ScriptRunner;
  readonly #prefix: string;

  /**
   * @param namespace - limiters with the same one count together. It is the hash tag of all keys: a Redis Cluster keeps
   * them on one node, without which no operation on several of them could be atomic.
   */
  constructor(redis: ScriptRunner, namespace = 'octollm:limit:leases') {
    this.#redis = redis;
    this.#prefix = `{${namespace}}:`;
  }

  async acquire(lease: Lease): Promise<LeaseDecision> {
    const maxima = lease.limits.map(({ max }) => max);
    const [full, retryAfterMs] = await acquire.run(this.#redis, this.#keysOf(lease), [
      lease.id,
      Math.ceil(lease.leaseMs),
      ...maxima,
    ]);
    const limit = lease.limits[Number(full) - 1];
    if (limit === undefined) return { granted: true };
    return { granted: false, fullKey: limit.key, retryAfterMs: Number(retryAfterMs) };
  }

  async renew(lease: Lease): Promise<boolean> {
    return (await this.acquire(lease)).granted;
  }

  async release(lease: Lease): Promise<void> {
    await release.run(this.#redis, this.#keysOf(lease), [lease.id]);
  }

  #keysOf({ limits }: Lease): readonly string[] {
    return limits.map(({ key }) => this.#prefix + key);
  }
}
