import type { Failover } from '@octollm/resilience';
import type { Redis } from 'ioredis';
import type { Popularity } from './popularity.ts';

export interface RedisPopularityOptions {
  readonly failover: Failover;
  /** Before the day that hits are counted for. */
  readonly prefix: string;
  /** How often hits are told to Redis, in milliseconds. @default 10,000 */
  readonly flushEveryMs?: number;
  /** Milliseconds since 1970. @default Date.now */
  readonly now?: () => number;
}

const dayMs = 24 * 60 * 60 * 1_000;

/** As many ids are counted between two flushes, and kept for a day: far more than a start warms up. */
const most = 5_000;

/**
 * Counts hits in a sorted set for each day (UTC), which is kept for two: what was hot yesterday cools down. Hits are
 * added up here and sent together, so that a hit costs no command.
 */
export class RedisPopularity implements Popularity {
  readonly #redis: Redis;
  readonly #options: RedisPopularityOptions;
  readonly #now: () => number;
  readonly #flushEveryMs: number;
  #hits = new Map<string, number>();
  #flushAt: number;

  constructor(redis: Redis, options: RedisPopularityOptions) {
    this.#redis = redis;
    this.#options = options;
    this.#now = options.now ?? Date.now;
    this.#flushEveryMs = options.flushEveryMs ?? 10_000;
    this.#flushAt = this.#now() + this.#flushEveryMs;
  }

  hit(id: string): void {
    const count = this.#hits.get(id);
    if (count !== undefined || this.#hits.size < most) this.#hits.set(id, (count ?? 0) + 1);
    // Failures end in the failover, so there is none to wait for.
    if (this.#now() >= this.#flushAt) void this.flush();
  }

  async flush(): Promise<void> {
    this.#flushAt = this.#now() + this.#flushEveryMs;
    if (this.#hits.size === 0) return;
    const hits = this.#hits;
    this.#hits = new Map();
    const key = this.#keyOf(this.#now());
    const pipeline = this.#redis.pipeline();
    for (const [id, count] of hits) pipeline.zincrby(key, count, id);
    pipeline.zremrangebyrank(key, 0, -most - 1).pexpire(key, 2 * dayMs);
    await this.#options.failover.decide<void>(
      async () => {
        for (const [error] of (await pipeline.exec()) ?? []) if (error !== null) throw error;
      },
      () => undefined,
    );
  }

  hottest(count: number): Promise<readonly string[]> {
    const today = this.#now();
    const keys = [this.#keyOf(today - dayMs), this.#keyOf(today)];
    return this.#options.failover.decide<readonly string[]>(
      async () => (await this.#redis.zunion(keys.length, ...keys)).reverse().slice(0, count),
      () => [],
    );
  }

  #keyOf(moment: number): string {
    return this.#options.prefix + new Date(moment).toISOString().slice(0, 10);
  }
}
