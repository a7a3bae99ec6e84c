import { type Failover, LuaScript } from '@octollm/resilience';
import type { Redis } from 'ioredis';
import type { PurgeScope } from '../stores/cache-store.ts';
import { maxScopes, nameOfScope, type PurgeRecord, type PurgeState } from './purge-record.ts';

/**
 * A hash of scopes and the sequence of their last purge. When Redis has lost it, purges may have been lost with it: a
 * new one says that everything was purged, with a sequence beyond all earlier ones, as its clock gives it.
 */
const begin = `
local function sequence_of(key)
  local sequence = redis.call('HGET', key, 'sequence')
  if sequence then return sequence end
  local time = redis.call('TIME')
  sequence = string.format('%.0f', time[1] * 1000000 + time[2])
  redis.call('HSET', key, 'sequence', sequence, ':', sequence)
  return sequence
end
`;

const read = new LuaScript(`${begin}
local sequence = sequence_of(KEYS[1])
if sequence == ARGV[1] then return {} end
return redis.call('HGETALL', KEYS[1])
`);

const add = new LuaScript(`${begin}
sequence_of(KEYS[1])
local sequence = redis.call('HINCRBY', KEYS[1], 'sequence', 1)
if redis.call('HLEN', KEYS[1]) > tonumber(ARGV[2]) then
  redis.call('DEL', KEYS[1])
  redis.call('HSET', KEYS[1], 'sequence', sequence, ':', sequence)
else
  redis.call('HSET', KEYS[1], ARGV[1], sequence)
end
return {}
`);

/** Keeps the purges in Redis. */
export class RedisPurgeRecord implements PurgeRecord {
  readonly #redis: Redis;
  readonly #failover: Failover;
  readonly #key: string;
  readonly #maxScopes: number;

  constructor(redis: Redis, failover: Failover, key: string, mostScopes = maxScopes) {
    this.#redis = redis;
    this.#failover = failover;
    this.#key = key;
    this.#maxScopes = mostScopes;
  }

  readSince(knownSequence: number): Promise<PurgeState | undefined> {
    return this.#failover.decide(
      async () => stateOf(await read.runForBytes(this.#redis, [this.#key], [knownSequence])),
      () => undefined,
    );
  }

  async add(scope: PurgeScope): Promise<void> {
    await add.runForBytes(this.#redis, [this.#key], [nameOfScope(scope), this.#maxScopes]);
  }
}

/** From what HGETALL answers: names and values in turn. */
const stateOf = (answer: readonly unknown[]): PurgeState | undefined => {
  if (answer.length === 0) return undefined;
  const purges = new Map<string, number>();
  for (let index = 0; index < answer.length; index += 2)
    purges.set(String(answer[index]), Number(answer[index + 1]));
  const sequence = purges.get('sequence') ?? 0;
  purges.delete('sequence');
  return { sequence, purges };
};
