import type { ConcurrencyLimiter, Lease, LeaseDecision } from './concurrency-limiter.ts';

type Holders = Map<string, number>;

export interface LocalConcurrencyOptions {
  /** Milliseconds since some fixed moment. @default performance.now */
  readonly now?: () => number;
}

const granted: LeaseDecision = { granted: true };

/** Counts the leases of this process alone. */
export class LocalConcurrencyLimiter implements ConcurrencyLimiter {
  /** For each key the holders and when their leases end. A key without holders is not there. */
  readonly #holders = new Map<string, Holders>();
  readonly #now: () => number;

  constructor({ now = () => performance.now() }: LocalConcurrencyOptions = {}) {
    this.#now = now;
  }

  async acquire({ id, limits, leaseMs }: Lease): Promise<LeaseDecision> {
    const now = this.#now();
    for (const { key, max } of limits) {
      const holders = this.#holders.get(key);
      if (holders === undefined || holders.size < max || holders.has(id)) continue;
      const firstEnd = this.#dropExpired(holders, now);
      if (holders.size >= max)
        return { granted: false, fullKey: key, retryAfterMs: Math.ceil(firstEnd - now) };
    }
    for (const { key } of limits) this.#holdersOf(key).set(id, now + leaseMs);
    return granted;
  }

  async renew(lease: Lease): Promise<boolean> {
    return (await this.acquire(lease)).granted;
  }

  async release({ id, limits }: Lease): Promise<void> {
    for (const { key } of limits) {
      const holders = this.#holders.get(key);
      holders?.delete(id);
      if (holders?.size === 0) this.#holders.delete(key);
    }
  }

  #holdersOf(key: string): Holders {
    const known = this.#holders.get(key);
    if (known !== undefined) return known;
    const holders: Holders = new Map();
    this.#holders.set(key, holders);
    return holders;
  }

  /** Forgets holders whose leases have ended. @returns when the next one ends */
  #dropExpired(holders: Holders, now: number): number {
    let firstEnd = Number.POSITIVE_INFINITY;
    for (const [id, end] of holders)
      if (end <= now) holders.delete(id);
      else firstEnd = Math.min(firstEnd, end);
    return firstEnd;
  }
}
