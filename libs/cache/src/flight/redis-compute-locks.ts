import { type Failover, LuaScript } from '@octollm/resilience';
import type { Redis } from 'ioredis';
import type { ComputeLocks, LeadEnd, Turn } from './compute-locks.ts';

const begin = new LuaScript(`
local bytes = redis.call('GET', KEYS[1])
if bytes then return {'found', bytes} end
if redis.call('SET', KEYS[2], ARGV[1], 'NX', 'PX', ARGV[2]) then return {'lead'} end
local holder = redis.call('GET', KEYS[2])
if holder == ARGV[1] then return {'lead'} end
return {holder == 'unshared' and 'alone' or 'wait'}
`);

const renew = new LuaScript(`
if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('PEXPIRE', KEYS[1], ARGV[2]) end
return {}
`);

const end = new LuaScript(`
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return {} end
if ARGV[2] == 'unshared' then redis.call('SET', KEYS[1], 'unshared', 'PX', ARGV[3])
else redis.call('DEL', KEYS[1]) end
return {}
`);

export interface RedisComputeLocksOptions {
  readonly failover: Failover;
  /** Before the id of a value. */
  readonly valuePrefix: string;
  /** Before the id of a lock. */
  readonly lockPrefix: string;
  /** How long a lock outlives the replica that held it, in milliseconds. @default 5,000 */
  readonly leaseMs?: number;
  /** How long replicas are told that a result cannot be shared, in milliseconds. @default 1,000 */
  readonly unsharedMs?: number;
}

/** Locks in Redis. Looking for the value and taking the lock are one step, so that no value is computed after it came. */
export class RedisComputeLocks implements ComputeLocks {
  readonly #redis: Redis;
  readonly #options: RedisComputeLocksOptions;
  readonly #leaseMs: number;

  constructor(redis: Redis, options: RedisComputeLocksOptions) {
    this.#redis = redis;
    this.#options = options;
    this.#leaseMs = options.leaseMs ?? 5_000;
  }

  get renewEveryMs(): number {
    return this.#leaseMs / 3;
  }

  begin(id: string, token: string): Promise<Turn> {
    const { failover, valuePrefix } = this.#options;
    return failover.decide<Turn>(
      async () => {
        const keys = [valuePrefix + id, this.#lockOf(id)];
        const [is, bytes] = await begin.runForBytes(this.#redis, keys, [token, this.#leaseMs]);
        if (Buffer.isBuffer(bytes)) return { is: 'found', bytes };
        return { is: turns.find((turn) => turn === String(is)) ?? 'alone' };
      },
      () => ({ is: 'alone' }),
    );
  }

  end(id: string, token: string, how: LeadEnd): Promise<void> {
    const { failover, unsharedMs = 1_000 } = this.#options;
    return failover.decide<void>(
      async () => void (await end.runForBytes(this.#redis, [this.#lockOf(id)], [token, how, unsharedMs])),
      () => undefined,
    );
  }

  renew(id: string, token: string): Promise<void> {
    return this.#options.failover.decide<void>(
      async () => void (await renew.runForBytes(this.#redis, [this.#lockOf(id)], [token, this.#leaseMs])),
      () => undefined,
    );
  }

  #lockOf(id: string): string {
    return this.#options.lockPrefix + id;
  }
}

const turns = ['lead', 'wait', 'alone'] as const;
