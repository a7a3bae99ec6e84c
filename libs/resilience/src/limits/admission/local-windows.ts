import type { LRUCache } from 'lru-cache';
import type { LimitState, WindowDemand } from './demand.ts';

type Counts = Pick<LimitState, 'remaining' | 'resetMs'>;

/** Sliding windows of this process: the time of every event in them, eight bytes each. */
export class LocalWindows {
  readonly #times: LRUCache<string, number[]>;

  constructor(times: LRUCache<string, number[]>) {
    this.#times = times;
  }

  waitMs(demand: WindowDemand, now: number): number {
    const times = this.#inside(demand, now);
    if (times.length < demand.max) return 0;
    // With a limit that has become smaller more than one event must leave.
    return leavesIn(times[times.length - demand.max], demand, now);
  }

  take(demand: WindowDemand, now: number): void {
    const times = this.#inside(demand, now);
    times.push(now);
    this.#times.set(demand.key, times);
  }

  state(demand: WindowDemand, now: number): Counts {
    const times = this.#inside(demand, now);
    return {
      remaining: Math.max(0, demand.max - times.length),
      resetMs: times.length === 0 ? 0 : Math.ceil(leavesIn(times.at(-1), demand, now)),
    };
  }

  #inside({ key, windowMs }: WindowDemand, now: number): number[] {
    const times = this.#times.get(key) ?? [];
    const first = times.findIndex((time) => time > now - windowMs);
    times.splice(0, first === -1 ? times.length : first);
    return times;
  }
}

const leavesIn = (time: number | undefined, { windowMs }: WindowDemand, now: number): number =>
  (time ?? now) + windowMs - now;
