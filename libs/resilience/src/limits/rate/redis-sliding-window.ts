import { randomUUID } from 'node:crypto';
import { LuaScript, type ScriptRunner } from '../redis/lua-script.ts';
import { type RateDecision, type RateLimiter, rateDecision, type WindowLimit } from './rate-limiter.ts';

const consume = new LuaScript(`
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local requests, window = tonumber(ARGV[1]), tonumber(ARGV[2])
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - window)
local count = redis.call('ZCARD', KEYS[1])
if count < requests then
  redis.call('ZADD', KEYS[1], now, ARGV[3])
  redis.call('PEXPIRE', KEYS[1], window + 1)
  return {1, requests - count - 1, window, 0}
end
local function leaves(rank)
  return tonumber(redis.call('ZRANGE', KEYS[1], rank, rank, 'WITHSCORES')[2]) + window - now
end
return {0, 0, leaves(-1), leaves(count - requests)}
`);

const processId = randomUUID();
let made = 0;

/**
 * The sliding window in Redis, one for all processes, on Redis' own clock: a sorted set of the requests in the window,
 * which expires with the last of them.
 *
 * @throws whatever the client throws when Redis does not answer
 */
export class RedisSlidingWindowLimiter implements RateLimiter<WindowLimit> {
  readonly #redis: ScriptRunner;
  readonly #prefix: string;

  /** @param prefix - what its keys begin with */
  constructor(redis: ScriptRunner, prefix = 'octollm:limit:window:') {
    this.#redis = redis;
    this.#prefix = prefix;
  }

  async consume(key: string, { requests, windowMs }: WindowLimit): Promise<RateDecision> {
    made += 1;
    const [allowed, remaining, resetMs, retryAfterMs] = await consume.run(
      this.#redis,
      [this.#prefix + key],
      [requests, Math.ceil(windowMs), `${processId}:${made}`],
    );
    return rateDecision({
      allowed: allowed === 1,
      remaining: Number(remaining),
      resetMs: Number(resetMs),
      retryAfterMs: Number(retryAfterMs),
    });
  }
}
