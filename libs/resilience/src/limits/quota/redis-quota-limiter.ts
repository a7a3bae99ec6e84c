import { randomUUID } from 'node:crypto';
import { LuaScript, type ScriptRunner } from '../redis/lua-script.ts';
import {
  type Quota,
  type QuotaAmount,
  type QuotaLimiter,
  type Reservation,
  type ReservationDecision,
  requirePossible,
  requireWhole,
} from './quota-limiter.ts';

/*
 * A window is one sorted set: an eviction takes all of it or nothing. Its members are reservations, `id:calls:tokens`
 * with the time as the score, and the two sums, whose scores are negative so that no range of times holds them.
 */
const sums = `
local function sum(name) return -1 - (redis.call('ZSCORE', KEYS[1], name) or -1) end
local function setSum(name, value) redis.call('ZADD', KEYS[1], -1 - value, name) end
local function amounts(member)
  local calls, tokens = string.match(member, ':(%d+):(%d+)$')
  return tonumber(calls), tonumber(tokens)
end
`;

const reserve = new LuaScript(`${sums}
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local member, window = ARGV[1], tonumber(ARGV[2])
local maxCalls, maxTokens = tonumber(ARGV[3]), tonumber(ARGV[4])
local calls, tokens = sum('calls'), sum('tokens')
local left = redis.call('ZRANGEBYSCORE', KEYS[1], 0, now - window)
for _, old in ipairs(left) do
  local oldCalls, oldTokens = amounts(old)
  calls, tokens = calls - oldCalls, tokens - oldTokens
end
if #left > 0 then
  redis.call('ZREMRANGEBYSCORE', KEYS[1], 0, now - window)
  setSum('calls', calls)
  setSum('tokens', tokens)
end
local newCalls, newTokens = amounts(member)
local function over()
  return (maxCalls >= 0 and calls + newCalls > maxCalls) or (maxTokens >= 0 and tokens + newTokens > maxTokens)
end
if over() then
  local oldest = redis.call('ZRANGEBYSCORE', KEYS[1], 0, '+inf', 'WITHSCORES', 'LIMIT', 0, 1000)
  local leaves = window
  for i = 1, #oldest, 2 do
    local oldCalls, oldTokens = amounts(oldest[i])
    calls, tokens = calls - oldCalls, tokens - oldTokens
    leaves = tonumber(oldest[i + 1]) + window - now
    if not over() then break end
  end
  return {0, math.max(1, leaves)}
end
redis.call('ZADD', KEYS[1], now, member)
setSum('calls', calls + newCalls)
setSum('tokens', tokens + newTokens)
redis.call('PEXPIRE', KEYS[1], window + 1)
return {1, 0}
`);

const settle = new LuaScript(`${sums}
local at = redis.call('ZSCORE', KEYS[1], ARGV[1])
if not at then return {0} end
local oldCalls, oldTokens = amounts(ARGV[1])
local newCalls, newTokens = amounts(ARGV[2])
redis.call('ZREM', KEYS[1], ARGV[1])
redis.call('ZADD', KEYS[1], at, ARGV[2])
setSum('calls', sum('calls') - oldCalls + newCalls)
setSum('tokens', sum('tokens') - oldTokens + newTokens)
return {1}
`);

const memberOf = (id: string, { calls, tokens }: QuotaAmount): string => `${id}:${calls}:${tokens}`;

/**
 * Counts what all processes take in Redis, on Redis' own clock, in a sliding window. A quota takes one key, which
 * expires with the last reservation in it. To say how long to wait it looks at the 1,000 oldest reservations; when these
 * are not enough, the time it says is too short and the next attempt is told the rest.
 *
 * @throws whatever the client throws when Redis does not answer
 */
export class RedisQuotaLimiter implements QuotaLimiter {
  readonly #redis: ScriptRunner;
  readonly #prefix: string;

  /** @param prefix - what its keys begin with */
  constructor(redis: ScriptRunner, prefix = 'octollm:limit:quota:') {
    this.#redis = redis;
    this.#prefix = prefix;
  }

  async reserve(key: string, amount: QuotaAmount, quota: Quota): Promise<ReservationDecision> {
    requireWhole(amount);
    requirePossible(key, amount, quota);
    const reservation: Reservation = { id: randomUUID(), key, calls: amount.calls, tokens: amount.tokens };
    const [granted, retryAfterMs] = await reserve.run(
      this.#redis,
      [this.#prefix + key],
      [memberOf(reservation.id, amount), Math.ceil(quota.windowMs), quota.calls ?? -1, quota.tokens ?? -1],
    );
    if (granted === 1) return { granted: true, reservation };
    return { granted: false, retryAfterMs: Number(retryAfterMs) };
  }

  async settle(reservation: Reservation, actual: QuotaAmount): Promise<void> {
    requireWhole(actual);
    const settled = `${reservation.id}:settled`;
    await settle.run(
      this.#redis,
      [this.#prefix + reservation.key],
      [memberOf(reservation.id, reservation), memberOf(settled, actual)],
    );
  }
}
