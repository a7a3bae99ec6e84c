import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { CacheKey } from '../keys/cache-key.ts';
import type { CacheEventListener, CacheLevel } from '../levels/cache-event.ts';
import type { TwoLevelCache } from '../levels/two-level-cache.ts';
import { Cacheable, type Uncacheable } from '../values/cacheable.ts';
import type { ComputeLocks } from './compute-locks.ts';
import { Flights } from './flights.ts';

export interface SingleFlightOptions {
  /** Where replicas agree on who computes. Without it each process computes for itself. */
  readonly locks?: ComputeLocks;
  /** How long another replica's computation is waited for, in milliseconds. @default 30,000 */
  readonly waitMs?: number;
  /** Hears of computations. */
  readonly onEvent?: CacheEventListener;
}

/** What a computation gives; null when there is no such thing. */
export type Computed = Cacheable | Uncacheable | null;

/** Makes a value. The signal is aborted when nobody waits for it any more. */
export type Compute = (signal: AbortSignal) => Promise<Computed>;

export interface ComputeOptions {
  /** Ends the wait of this caller. */
  readonly signal?: AbortSignal;
  /** How long the value is kept, when that is less than the time of its class, in milliseconds. */
  readonly ttlMs?: number;
  /** How long it is remembered that there is no such thing, in milliseconds. @default 0: it is not */
  readonly negativeTtlMs?: number;
  /** Whether the caller has just looked in the cache in vain, so that this look counts no miss. @default false */
  readonly hasMissed?: boolean;
}

/** A value, and where it is from. */
export interface Answer {
  /** `joined`: computed in this process for somebody else who asked at the same time. */
  readonly from: CacheLevel | 'computed' | 'joined';
  /** The caller's own bytes; null when there is no such thing. */
  readonly value: Uint8Array | null;
}

const firstPauseMs = 10;
const longestPauseMs = 250;

/**
 * One computation for all who miss the same key at the same time, in all replicas. Others in this process share its
 * result and its error; other replicas wait until the value is in level 2, and compute themselves when it does not come:
 * because it may not be cached, failed, or takes longer than they wait. Nothing that failed is cached.
 */
export class SingleFlight {
  readonly #cache: TwoLevelCache;
  readonly #locks: ComputeLocks | undefined;
  readonly #waitMs: number;
  readonly #tell: CacheEventListener;
  readonly #flights = new Flights<Answer>();

  constructor(cache: TwoLevelCache, { locks, waitMs = 30_000, onEvent }: SingleFlightOptions = {}) {
    this.#cache = cache;
    this.#locks = locks;
    this.#waitMs = waitMs;
    this.#tell = onEvent ?? (() => undefined);
  }

  /** @throws what the computation throws, or the reason of the signal */
  async getOrCompute(key: CacheKey, compute: Compute, options: ComputeOptions = {}): Promise<Answer> {
    let started = false;
    const fly = (signal: AbortSignal): Promise<Answer> => {
      started = true;
      return this.#fly(key, compute, options, signal);
    };
    // Who asks after a purge does not join what began before it.
    const id = `${key.id}:${this.#cache.purges.moment}`;
    const { from, value } = await this.#flights.join(id, fly, options.signal);
    return {
      from: from === 'computed' && !started ? 'joined' : from,
      value: value === null ? null : Buffer.from(value),
    };
  }

  async #fly(key: CacheKey, compute: Compute, options: ComputeOptions, signal: AbortSignal): Promise<Answer> {
    // Within the flight: so it sees what the flight before it has cached.
    const hit = await this.#cache.getFromProcess(key, { countsMiss: options.hasMissed !== true });
    if (hit !== undefined) return { from: hit.level, value: hit.value };
    const work = async (): Promise<Landing> => this.#compute(key, compute, options, signal);
    if (this.#locks === undefined) return (await work()).answer;
    return this.#agree(this.#locks, key, work, signal);
  }

  /** Computes when it is this replica's turn, or takes what another one has computed. */
  async #agree(
    locks: ComputeLocks,
    key: CacheKey,
    work: () => Promise<Landing>,
    signal: AbortSignal,
  ): Promise<Answer> {
    const token = randomUUID();
    const waitUntil = performance.now() + this.#waitMs;
    let waited = false;
    for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(pauseMs * 1.5, longestPauseMs)) {
      const turn = await locks.begin(key.id, token);
      if (turn.is === 'found') {
        const hit = await this.#cache.admit(key, turn.bytes);
        // Bytes that do not count any more are replaced.
        if (hit === undefined) return (await work()).answer;
        if (waited) this.#tell({ type: 'awaited', class: key.class });
        return { from: hit.level, value: hit.value };
      }
      if (turn.is === 'lead') return this.#lead(locks, key, token, work, signal);
      if (turn.is === 'alone' || performance.now() >= waitUntil) return (await work()).answer;
      waited = true;
      await delay(pauseMs, undefined, { signal });
    }
  }

  async #lead(
    locks: ComputeLocks,
    { id }: CacheKey,
    token: string,
    work: () => Promise<Landing>,
    signal: AbortSignal,
  ): Promise<Answer> {
    const renewal = setInterval(() => void locks.renew(id, token), locks.renewEveryMs);
    let shared = false;
    try {
      const landing = await work();
      shared = landing.shared;
      return landing.answer;
    } finally {
      clearInterval(renewal);
      await locks.end(id, token, shared || signal.aborted ? 'released' : 'unshared');
    }
  }

  async #compute(
    key: CacheKey,
    compute: Compute,
    { ttlMs, negativeTtlMs = 0 }: ComputeOptions,
    signal: AbortSignal,
  ): Promise<Landing> {
    const { stamp } = this.#cache.purges;
    const value = await compute(signal);
    this.#tell({ type: 'computed', class: key.class });
    const answer: Answer = { from: 'computed', value: value?.bytes ?? null };
    if (value === null) {
      const kept = negativeTtlMs > 0 && (await this.#cache.set({ key, value, ttlMs: negativeTtlMs, stamp }));
      return { answer, shared: kept };
    }
    if (!Cacheable.is(value)) {
      this.#tell({ type: 'refused', class: key.class });
      return { answer, shared: false };
    }
    return { answer, shared: await this.#cache.set({ key, value, ttlMs, stamp }) };
  }
}

/** A result, and whether the other replicas can have it. */
interface Landing {
  readonly answer: Answer;
  readonly shared: boolean;
}
