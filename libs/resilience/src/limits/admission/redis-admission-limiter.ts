import { LuaScript, type ScriptRunner } from '../redis/lua-script.ts';
import type { AdmissionLimiter } from './admission-limiter.ts';
import { type AdmissionDecision, type Demand, type GiveBack, type LimitState, tolerance } from './demand.ts';

/*
 * A bucket is a text, `tokens time`; a window and the holders of slots are sorted sets by time. Of each demand the
 * arguments are its kind and three numbers. All keys expire when they say nothing any more.
 */
const common = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local id, tolerance = ARGV[1], ${tolerance}
local function demand(i)
  local at = 4 * i - 2
  return ARGV[at], tonumber(ARGV[at + 1]), tonumber(ARGV[at + 2]), tonumber(ARGV[at + 3])
end
local function tokensOf(key, perMs, burst)
  local known = redis.call('GET', key)
  if not known then return burst end
  local left, filled = string.match(known, '^(%S+) (%S+)$')
  return math.min(burst, tonumber(left) + math.max(0, now - tonumber(filled)) * perMs)
end
local function keep(key, tokens, perMs, burst)
  if tokens >= burst then redis.call('DEL', key)
  else redis.call('SET', key, string.format('%.17g %d', tokens, now), 'PX', math.ceil((burst - tokens) / perMs) + 1) end
end
local function scoreAt(key, rank)
  return tonumber(redis.call('ZRANGE', key, rank, rank, 'WITHSCORES')[2] or now)
end
`;

const admit = new LuaScript(`${common}
local left, retry, refused = {}, {}, false
for i, key in ipairs(KEYS) do
  local kind, a, b, c = demand(i)
  retry[i] = 0
  if kind == 'b' then
    left[i] = tokensOf(key, a, b)
    local missing = math.min(c, b) - left[i]
    if c > 0 and missing > tolerance then retry[i] = math.max(1, math.ceil(missing / a)) end
  elseif kind == 'w' then
    redis.call('ZREMRANGEBYSCORE', key, '-inf', now - b)
    local count = redis.call('ZCARD', key)
    left[i] = a - count
    if count >= a then retry[i] = math.max(1, scoreAt(key, count - a) + b - now) end
  else
    redis.call('ZREMRANGEBYSCORE', key, '-inf', now)
    left[i] = a - redis.call('ZCARD', key)
    if redis.call('ZSCORE', key, id) then left[i] = left[i] + 1 end
    if left[i] <= 0 then retry[i] = math.max(1, scoreAt(key, 0) - now) end
  end
  if retry[i] > 0 then refused = true end
end
local answer = {refused and 0 or 1}
for i, key in ipairs(KEYS) do
  local kind, a, b, c = demand(i)
  local reset
  if kind == 'b' then
    if not refused and c > 0 then
      left[i] = left[i] - c
      keep(key, left[i], a, b)
    end
    reset = (b - left[i]) / a
  elseif kind == 'w' then
    if not refused then
      redis.call('ZADD', key, now, id)
      redis.call('PEXPIRE', key, b + 1)
      left[i] = left[i] - 1
    end
    reset = left[i] < a and scoreAt(key, -1) + b - now or 0
  else
    if not refused then
      redis.call('ZADD', key, now + b, id)
      if redis.call('PTTL', key) < b then redis.call('PEXPIRE', key, b + 1) end
      left[i] = left[i] - 1
    end
    reset = scoreAt(key, 0) - now
  end
  answer[#answer + 1] = math.max(0, math.floor(left[i] + tolerance))
  answer[#answer + 1] = math.ceil(reset)
  answer[#answer + 1] = retry[i]
end
return answer
`);

const giveBack = new LuaScript(`${common}
for i, key in ipairs(KEYS) do
  local kind, a, b, c = demand(i)
  if kind == 'b' then keep(key, tokensOf(key, a, b) + c, a, b)
  else redis.call('ZREM', key, id) end
end
return {}
`);

const argumentsOf = (demand: Demand): readonly (string | number)[] => {
  switch (demand.kind) {
    case 'bucket':
      return ['b', demand.perMinute / 60_000, demand.burst, demand.cost];
    case 'window':
      return ['w', demand.max, Math.ceil(demand.windowMs), 0];
    case 'slot':
      return ['s', demand.max, Math.ceil(demand.leaseMs), 0];
  }
};

/**
 * Counts what all processes admit in Redis, on Redis' own clock: one evaluation of one script for all the limits of a
 * request, so it is admitted by all of them or counted by none.
 *
 * @throws whatever the client throws when Redis does not answer
 */
export class RedisAdmissionLimiter implements AdmissionLimiter {
  readonly #redis: ScriptRunner;
  readonly #prefix: string;

  /**
   * @param namespace - limiters with the same one count together. It is the hash tag of all keys: a Redis Cluster keeps
   * them on one node, without which no operation on several of them could be atomic.
   */
  constructor(redis: ScriptRunner, namespace = 'octollm:limit:admission') {
    this.#redis = redis;
    this.#prefix = `{${namespace}}:`;
  }

  async admit(id: string, demands: readonly Demand[]): Promise<AdmissionDecision> {
    const keys = demands.map(({ key }) => this.#prefix + key);
    const answer = await admit.run(this.#redis, keys, [id, ...demands.flatMap(argumentsOf)]);
    const states = demands.map((_, index): LimitState => {
      const at = index * 3 + 1;
      return {
        remaining: Number(answer[at]),
        resetMs: Number(answer[at + 1]),
        retryAfterMs: Number(answer[at + 2]),
      };
    });
    return { allowed: answer[0] === 1, states };
  }

  async giveBack(id: string, parts: readonly GiveBack[]): Promise<void> {
    const keys = parts.map(({ demand }) => this.#prefix + demand.key);
    const args = parts.flatMap(({ demand, amount = 0 }) =>
      demand.kind === 'bucket' ? argumentsOf({ ...demand, cost: amount }) : argumentsOf(demand),
    );
    await giveBack.run(this.#redis, keys, [id, ...args]);
  }
}
