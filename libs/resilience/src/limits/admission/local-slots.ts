import type { LimitState, SlotDemand } from './demand.ts';

type Counts = Pick<LimitState, 'remaining' | 'resetMs'>;

const none: ReadonlyMap<string, number> = new Map();

/** Who holds the slots of this process. A key without holders takes no memory. */
export class LocalSlots {
  /** For each key the holders and when their leases end. */
  readonly #holders = new Map<string, Map<string, number>>();

  waitMs(id: string, { key, max }: SlotDemand, now: number): number {
    const holders = this.#holders.get(key);
    if (holders === undefined || holders.size < max || holders.has(id)) return 0;
    const firstEnd = this.#dropExpired(key, holders, now);
    return holders.size < max ? 0 : firstEnd - now;
  }

  take(id: string, { key, leaseMs }: SlotDemand, now: number): void {
    const holders = this.#holders.get(key) ?? new Map<string, number>();
    holders.set(id, now + leaseMs);
    this.#holders.set(key, holders);
  }

  release(id: string, { key }: SlotDemand): void {
    const holders = this.#holders.get(key);
    holders?.delete(id);
    if (holders?.size === 0) this.#holders.delete(key);
  }

  state({ key, max }: SlotDemand, now: number): Counts {
    const holders = this.#holders.get(key) ?? none;
    let firstEnd = now;
    for (const end of holders.values()) {
      firstEnd = end;
      break;
    }
    return { remaining: Math.max(0, max - holders.size), resetMs: Math.max(0, Math.ceil(firstEnd - now)) };
  }

  /** Forgets holders whose leases have ended. @returns when the next one ends */
  #dropExpired(key: string, holders: Map<string, number>, now: number): number {
    let firstEnd = Number.POSITIVE_INFINITY;
    for (const [id, end] of holders)
      if (end <= now) holders.delete(id);
      else firstEnd = Math.min(firstEnd, end);
    if (holders.size === 0) this.#holders.delete(key);
    return firstEnd;
  }
}
