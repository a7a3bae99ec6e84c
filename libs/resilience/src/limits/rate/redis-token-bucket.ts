import { LuaScript, type ScriptRunner } from '../redis/lua-script.ts';
import type { RateDecision, RateLimit, RateLimiter } from './rate-limiter.ts';
import { bucketDecision, tokensPerMs, tokenTolerance } from './token-bucket.ts';

const consume = new LuaScript(`
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local perMs, burst, tolerance = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local bucket = redis.call('HMGET', KEYS[1], 'tokens', 'at')
local tokens = burst
if bucket[1] then
  tokens = math.min(burst, tonumber(bucket[1]) + math.max(0, now - tonumber(bucket[2])) * perMs)
end
if tokens < 1 - tolerance then return {0, string.format('%.17g', tokens)} end
tokens = tokens - 1
redis.call('HSET', KEYS[1], 'tokens', string.format('%.17g', tokens), 'at', now)
redis.call('PEXPIRE', KEYS[1], math.ceil((burst - tokens) / perMs) + 1)
return {1, string.format('%.17g', tokens)}
`);

/**
 * The token bucket in Redis, one for all processes, on Redis' own clock. A bucket takes one key, which expires when it
 * is full again.
 *
 * @throws whatever the client throws when Redis does not answer
 */
export class RedisTokenBucketLimiter implements RateLimiter {
  readonly #redis: ScriptRunner;
  readonly #prefix: string;

  /** @param prefix - what its keys begin with */
  constructor(redis: ScriptRunner, prefix = 'octollm:limit:bucket:') {
    this.#redis = redis;
    this.#prefix = prefix;
  }

  async consume(key: string, limit: RateLimit): Promise<RateDecision> {
    const [allowed, left] = await consume.run(
      this.#redis,
      [this.#prefix + key],
      [tokensPerMs(limit), limit.burst, tokenTolerance],
    );
    return bucketDecision(limit, allowed === 1, Number(left));
  }
}
