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

/** What a change without much in it comes to in all its rows. */
const plainSize = 2_000;

const sizeOf = (change: HeldChange): number =>
  plainSize + (change.kind === 'step-end' ? (change.output?.length ?? 0) : 0);

/** The changes of one task on their way into the database: those that wait, and those that a statement carries. */
export class HeldTask {
  readonly lease: Lease;
  #state: HeldState | undefined;
  #waiting: Pending[] = [];
  #carried: Pending[] = [];
  /** The changes that may have been written without that being known, and the hash of the last of them, by which it shows. */
  #attempt: { readonly hash: string; readonly changes: ReadonlySet<Pending> } | undefined;
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

  /** How many characters the changes have, about, that the statement under way carries. */
  get size(): number {
    return this.#carried.reduce((sum, { change }) => sum + sizeOf(change), 0);
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

  /** Takes what the database holds. When that is what the last rows came to, they were committed after all. */
  know(state: HeldState): void {
    this.#state = state;
    const attempt = this.#attempt;
    this.#attempt = undefined;
    if (state.hash !== attempt?.hash) return;
    for (const { resolve } of attempt.changes) resolve();
    this.#carried = this.#carried.filter((pending) => !attempt.changes.has(pending));
  }

  /** Puts the carried changes back: whether they were written is not known, and the task must be read again. */
  putBack(): void {
    this.#waiting = [...this.#carried, ...this.#waiting];
    this.#carried = [];
    this.#state = undefined;
  }

  /**
   * The rows of the carried changes. A change that cannot follow those before it is refused, with all that come after
   * it; those before it stay.
   * @param certain - whether the state has just been read. If not, it may be the state that is wrong and not the change:
   * then there are no rows, and the task must be read again.
   */
  rows(certain: boolean): ChangeRows | null {
    const state = this.#state;
    this.#attempt = undefined;
    if (state === undefined) return noRows;
    const rows = new RowGatherer(this.lease, state.sequence);
    for (const [index, { change }] of this.#carried.entries()) {
      try {
        if (state.ended) throw new LeaseLostError(this.lease);
        const at = Math.max(Math.round(Date.now() + state.clockOffset), state.at);
        applyChange({ lease: this.lease, state, rows, at }, change);
      } catch (error) {
        if (!certain && !state.ended) return null;
        this.#failure = { error };
        for (const { reject } of this.#carried.splice(index)) reject(error);
        break;
      }
    }
    this.#attempt = { hash: state.hash, changes: new Set(this.#carried) };
    return rows.rows();
  }

  committed(): void {
    this.#attempt = undefined;
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
