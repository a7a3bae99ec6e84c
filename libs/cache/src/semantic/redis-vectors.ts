import type { Failover } from '@octollm/resilience';
import type { Redis } from 'ioredis';
import type { NewRecords, RecordLimits, SharedVectors } from './shared-vectors.ts';

/** Decrypted within a millisecond or two. */
const page = 100;

/** Keeps the records of each scope in a bounded stream of Redis: a replica reads only what it has not read. */
export class RedisVectors implements SharedVectors {
  readonly #redis: Redis;
  readonly #failover: Failover;
  readonly #prefix: string;

  constructor(redis: Redis, failover: Failover, prefix: string) {
    this.#redis = redis;
    this.#failover = failover;
    this.#prefix = prefix;
  }

  readAfter(scopeId: string, position: string | undefined): Promise<NewRecords | undefined> {
    return this.#failover.decide<NewRecords | undefined>(
      async () => {
        const start = position === undefined ? '-' : `(${position}`;
        const found = await this.#redis.xrangeBuffer(this.#prefix + scopeId, start, '+', 'COUNT', page);
        const last = found.at(-1);
        if (last === undefined) return undefined;
        return {
          position: last[0].toString(),
          more: found.length === page,
          records: found.flatMap(([, [, record]]) => (record === undefined ? [] : [record])),
        };
      },
      () => undefined,
    );
  }

  add(scopeId: string, record: Buffer, { maxRecords, ttlMs }: RecordLimits): Promise<void> {
    const key = this.#prefix + scopeId;
    return this.#failover.decide<void>(
      async () => {
        await Promise.all([
          this.#redis.xadd(key, 'MAXLEN', maxRecords, '*', 'r', record),
          this.#redis.pexpire(key, Math.ceil(ttlMs)),
        ]);
      },
      () => undefined,
    );
  }
}
