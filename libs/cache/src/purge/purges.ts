import type { CacheKey } from '../keys/cache-key.ts';
import type { PurgeScope } from '../stores/cache-store.ts';
import {
  afterPurge,
  maxScopes,
  nameOfScope,
  type PurgeRecord,
  type PurgeState,
  scopesOver,
} from './purge-record.ts';

export interface PurgesOptions {
  /** Where other replicas hear of purges, and tell theirs. Without it this process is alone. */
  readonly record?: PurgeRecord;
  /** How long another replica's purge may go unheard, in milliseconds. @default 1,000 */
  readonly checkEveryMs?: number;
  /** Milliseconds since some fixed moment. @default performance.now */
  readonly now?: () => number;
}

/**
 * A purge that the other replicas have not heard of, because Redis is away. It holds in this process, which tells them when
 * Redis is back, unless it ends before that. Purge again.
 */
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
  /** Purges of this process that the record may not know yet, by their names. Nothing they take in is current. */
  readonly #untold = new Map<string, PurgeScope>();
  #made = 0;
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

  /** Tells what began before a purge from what began after it, in this process: it changes with each. */
  get moment(): string {
    return `${this.#sequence}.${this.#made}`;
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
    if (stamp >= this.#sequence && this.#untold.size === 0) return true;
    return scopesOver(tenant, name).every(
      (scope) => !this.#untold.has(scope) && (this.#purges.get(scope) ?? 0) <= stamp,
    );
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
    this.#made += 1;
    // A purge of its own: another one of the same scope may be under way.
    const made = { ...scope };
    this.#holdHere(made);
    try {
      await this.#record.add(made);
    } catch (error) {
      throw new PurgeNotSharedError(error);
    }
    await this.#read(this.#record, [made]);
  }

  #holdHere(scope: PurgeScope): void {
    if (this.#untold.size >= maxScopes) {
      this.#untold.clear();
      this.#untold.set(nameOfScope({}), {});
    } else this.#untold.set(nameOfScope(scope), scope);
  }

  /** @param told purges that the record was told just now */
  async #read(record: PurgeRecord, told?: readonly PurgeScope[]): Promise<void> {
    const known = told ?? (await this.#tell(record));
    // From when it was asked: a purge during the answer may be missing in it.
    const askedAt = this.#now();
    const state = await record.readSince(this.#sequence);
    this.#checkedAt = askedAt;
    if (state === undefined) return;
    this.#adopt(state);
    for (const scope of known) {
      const name = nameOfScope(scope);
      if (this.#untold.get(name) === scope) this.#untold.delete(name);
    }
  }

  /** Tells what could not be told before. @returns what is told */
  async #tell(record: PurgeRecord): Promise<readonly PurgeScope[]> {
    const told: PurgeScope[] = [];
    for (const scope of this.#untold.values()) {
      try {
        await record.add(scope);
      } catch {
        // Still away: the next look tries again.
        return told;
      }
      told.push(scope);
    }
    return told;
  }

  #adopt({ sequence, purges }: PurgeState): void {
    this.#sequence = sequence;
    this.#purges = purges;
  }
}
