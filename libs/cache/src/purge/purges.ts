import type { CacheKey } from '../keys/cache-key.ts';
import type { PurgeScope } from '../stores/cache-store.ts';
import { afterPurge, type PurgeRecord, type PurgeState, scopesOver } from './purge-record.ts';

export interface PurgesOptions {
  /** Where other replicas hear of purges, and tell theirs. Without it this process is alone. */
  readonly record?: PurgeRecord;
  /** How long another replica's purge may go unheard, in milliseconds. @default 1,000 */
  readonly checkEveryMs?: number;
  /** Milliseconds since some fixed moment. @default performance.now */
  readonly now?: () => number;
}

/** A purge that the other replicas have not heard of, because Redis is away. It holds in this process. Purge again. */
export class PurgeNotSharedError extends Error {
  constructor(cause: unknown) {
    super('The cache store is away: other replicas may still serve what was purged. Purge again later.', {
      cause,
    });
    this.name = 'PurgeNotSharedError';
  }
}

/**
 * What was purged. Each entry carries a stamp, the sequence of purges when its making began, and counts only while no
 * scope over it was purged since: a purge is one increment for all replicas, and it also stops what was being computed.
 *
 * Before a use, Redis is asked for its sequence unless that was done within the last second. So another replica serves a
 * purged entry for `checkEveryMs` at most. While Redis is away it hears of none, until Redis answers again; a Redis
 * that came back empty counts as a purge of everything.
 */
export class Purges {
  readonly #record: PurgeRecord | undefined;
  readonly #checkEveryMs: number;
  readonly #now: () => number;
  #sequence = 0;
  #purges: ReadonlyMap<string, number> = new Map();
  #checkedAt = Number.NEGATIVE_INFINITY;
  #check: Promise<void> | undefined;

  constructor({ record, checkEveryMs = 1_000, now = () => performance.now() }: PurgesOptions = {}) {
    this.#record = record;
    this.#checkEveryMs = checkEveryMs;
    this.#now = now;
  }

  /** The stamp of what begins now. */
  get stamp(): number {
    return this.#sequence;
  }

  /** Hears of new purges when it is time to; undefined when it is not. */
  refresh(): Promise<void> | undefined {
    if (this.#record === undefined || this.#now() - this.#checkedAt < this.#checkEveryMs) return undefined;
    this.#check ??= this.#read(this.#record).finally(() => {
      this.#check = undefined;
    });
    return this.#check;
  }

  /** Whether nothing was purged that takes in this key since the stamp. */
  isCurrent({ tenant, class: name }: CacheKey, stamp: number): boolean {
    if (stamp >= this.#sequence) return true;
    return scopesOver(tenant, name).every((scope) => (this.#purges.get(scope) ?? 0) <= stamp);
  }

  /**
   * Purges a scope, here at once.
   * @throws PurgeNotSharedError when the other replicas cannot be told
   */
  async purge(scope: PurgeScope): Promise<void> {
    if (this.#record === undefined) {
      this.#adopt(afterPurge({ sequence: this.#sequence, purges: this.#purges }, scope));
      return;
    }
    try {
      await this.#record.add(scope);
    } catch (error) {
      throw new PurgeNotSharedError(error);
    }
    await this.#read(this.#record);
  }

  async #read(record: PurgeRecord): Promise<void> {
    // From when it was asked: a purge during the answer may be missing in it.
    const askedAt = this.#now();
    const state = await record.readSince(this.#sequence);
    this.#checkedAt = askedAt;
    if (state !== undefined) this.#adopt(state);
  }

  #adopt({ sequence, purges }: PurgeState): void {
    this.#sequence = sequence;
    this.#purges = purges;
  }
}
