import { type Lease, LeaseLostError } from '../lease.ts';
import { applyChange } from './apply-change.ts';
import { type ChangeRows, noRows } from './change-rows.ts';
import type { HeldChange } from './held-change.ts';
import type { HeldState } from './held-state.ts';
import { RowGatherer } from './row-gatherer.ts';

interface Pending {
  readonly change: HeldChange;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** The changes of one task on their way into the database: those that wait, and those that a statement carries. */
export class HeldTask {
  readonly lease: Lease;
  #state: HeldState | undefined;
  #waiting: Pending[] = [];
  #carried: Pending[] = [];
  /** The changes that the last rows hold; others were refused. */
  #busy = false;
  #failure: { readonly error: unknown } | undefined;
  #last: Promise<unknown> = Promise.resolve();

  constructor(lease: Lease, state?: HeldState) {
    this.lease = lease;
    this.#state = state;
  }

  /** Whether the state is known; without it the task must be read before its changes can be written. */
  get isKnown(): boolean {
    return this.#state !== undefined;
  }

  /** Changes that the statement under way carries. */
  get inFlight(): number {
    return this.#carried.length;
  }

  /** Adds a change and resolves when it is committed. */
  add(change: HeldChange): Promise<void> {
    const committed = new Promise<void>((resolve, reject) => {
      this.#waiting.push({ change, resolve, reject });
    });
    this.#last = committed.then(
      () => undefined,
      () => undefined,
    );
    return committed;
  }

  async settled(): Promise<void> {
    await this.#last;
  }

  /** Takes what waits into a statement; false when there is nothing, or a statement carries some already. */
  take(): boolean {
    if (this.#busy || this.#waiting.length === 0) return false;
    const waiting = this.#waiting;
    this.#waiting = [];
    if (this.#failure !== undefined) {
      for (const { reject } of waiting) reject(this.#failure.error);
      return false;
    }
    this.#busy = true;
    this.#carried = waiting;
    return true;
  }

  /** Ends the statement's turn; true when more changes have come in the meantime. */
  release(): boolean {
    this.#busy = false;
    return this.#waiting.length > 0;
  }

  know(state: HeldState): void {
    this.#state = state;
  }

  /**
   * The rows of the carried changes. A change that cannot follow those before it is refused and the others stay.
   * @param certain - whether the state has just been read. If not, it may be the state that is wrong and not the change:
   * then there are no rows, and the task must be read again.
   */
  rows(certain: boolean): ChangeRows | null {
    const state = this.#state;
    if (state === undefined) return noRows;
    const rows = new RowGatherer(this.lease, state.sequence);
    const refused = new Set<Pending>();
    for (const pending of this.#carried) {
      try {
        if (state.ended) throw new LeaseLostError(this.lease);
        const at = Math.max(Math.round(Date.now() + state.clockOffset), state.at);
        applyChange({ lease: this.lease, state, rows, at }, pending.change);
      } catch (error) {
        if (!certain && !state.ended) return null;
        refused.add(pending);
        pending.reject(error);
      }
    }
    this.#carried = this.#carried.filter((pending) => !refused.has(pending));
    return rows.rows();
  }

  committed(): void {
    for (const { resolve } of this.#carried) resolve();
    this.#carried = [];
  }

  /** Gives the carried changes up, and with them all that follow: those would be written as if nothing was missing. */
  refused(error: unknown): void {
    this.#failure = { error };
    for (const { reject } of this.#carried) reject(error);
    this.#carried = [];
  }
}
