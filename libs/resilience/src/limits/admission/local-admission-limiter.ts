import { LRUCache } from 'lru-cache';
import { atMost } from '../at-most.ts';
import type { AdmissionLimiter } from './admission-limiter.ts';
import type { AdmissionDecision, Demand, GiveBack, LimitState } from './demand.ts';
import { LocalBuckets } from './local-buckets.ts';
import { LocalSlots } from './local-slots.ts';
import { LocalWindows } from './local-windows.ts';

export interface LocalAdmissionOptions {
  /** Buckets and windows remembered at most, of each. One that has been forgotten starts anew. @default 100,000 */
  readonly maxKeys?: number;
  /** Milliseconds since some fixed moment. @default performance.now */
  readonly now?: () => number;
}

/** Counts what this process alone admits. */
export class LocalAdmissionLimiter implements AdmissionLimiter {
  readonly #buckets: LocalBuckets;
  readonly #windows: LocalWindows;
  readonly #slots = new LocalSlots();
  readonly #now: () => number;

  constructor({ maxKeys = 100_000, now = () => performance.now() }: LocalAdmissionOptions = {}) {
    this.#buckets = new LocalBuckets(new LRUCache(atMost(maxKeys)));
    this.#windows = new LocalWindows(new LRUCache(atMost(maxKeys)));
    this.#now = now;
  }

  async admit(id: string, demands: readonly Demand[]): Promise<AdmissionDecision> {
    const now = this.#now();
    let allowed = true;
    for (const demand of demands) if (this.#waitMs(id, demand, now) > 0) allowed = false;
    if (allowed) this.record(id, demands, now);
    return { allowed, states: demands.map((demand) => this.#state(id, demand, now, allowed)) };
  }

  /** Counts what somebody else has admitted, whether or not there is room for it here. */
  record(id: string, demands: readonly Demand[], now = this.#now()): void {
    for (const demand of demands)
      if (demand.kind === 'bucket') this.#buckets.take(demand, now);
      else if (demand.kind === 'window') this.#windows.take(demand, now);
      else this.#slots.take(id, demand, now);
  }

  async giveBack(id: string, parts: readonly GiveBack[]): Promise<void> {
    const now = this.#now();
    for (const { demand, amount = 0 } of parts)
      if (demand.kind === 'bucket') this.#buckets.add(demand, amount, now);
      else this.#slots.release(id, demand);
  }

  #waitMs(id: string, demand: Demand, now: number): number {
    if (demand.kind === 'bucket') return this.#buckets.waitMs(demand, now);
    if (demand.kind === 'window') return this.#windows.waitMs(demand, now);
    return this.#slots.waitMs(id, demand, now);
  }

  /** After the decision, so what a refused demand waits for has not changed, and an admitted one waits for nothing. */
  #state(id: string, demand: Demand, now: number, allowed: boolean): LimitState {
    const retryAfterMs = allowed ? 0 : Math.ceil(this.#waitMs(id, demand, now));
    if (demand.kind === 'bucket') return { ...this.#buckets.state(demand, now), retryAfterMs };
    if (demand.kind === 'window') return { ...this.#windows.state(demand, now), retryAfterMs };
    return { ...this.#slots.state(demand, now), retryAfterMs };
  }
}
