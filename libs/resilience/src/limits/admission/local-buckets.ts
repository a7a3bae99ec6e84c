import type { LRUCache } from 'lru-cache';
import { type BucketDemand, type LimitState, needOf, tolerance } from './demand.ts';

interface Bucket {
  /** Below 0: a debt. */
  tokens: number;
  filledAt: number;
}

type Counts = Pick<LimitState, 'remaining' | 'resetMs'>;

/** Token buckets of this process. */
export class LocalBuckets {
  readonly #buckets: LRUCache<string, Bucket>;

  constructor(buckets: LRUCache<string, Bucket>) {
    this.#buckets = buckets;
  }

  waitMs(demand: BucketDemand, now: number): number {
    const missing = needOf(demand) - this.#tokens(demand, now);
    return demand.cost === 0 || missing <= tolerance ? 0 : missing / perMs(demand);
  }

  take(demand: BucketDemand, now: number): void {
    if (demand.cost > 0) this.add(demand, -demand.cost, now);
  }

  add(demand: BucketDemand, amount: number, now: number): void {
    const tokens = Math.min(demand.burst, this.#tokens(demand, now) + amount);
    const known = this.#buckets.get(demand.key);
    if (known === undefined) this.#buckets.set(demand.key, { tokens, filledAt: now });
    else {
      known.tokens = tokens;
      known.filledAt = now;
    }
  }

  state(demand: BucketDemand, now: number): Counts {
    const tokens = this.#tokens(demand, now);
    return {
      remaining: Math.max(0, Math.floor(tokens + tolerance)),
      resetMs: Math.ceil((demand.burst - tokens) / perMs(demand)),
    };
  }

  #tokens(demand: BucketDemand, now: number): number {
    const known = this.#buckets.get(demand.key);
    if (known === undefined) return demand.burst;
    return Math.min(demand.burst, known.tokens + (now - known.filledAt) * perMs(demand));
  }
}

const perMs = ({ perMinute }: BucketDemand): number => perMinute / 60_000;
