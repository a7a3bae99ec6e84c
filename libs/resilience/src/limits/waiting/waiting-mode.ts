/** What to do when a limit refuses. */
export type WaitingMode = FailFast | Queue | Drop;

/** Refuses with a LimitedError. */
export interface FailFast {
  readonly mode: 'fail_fast';
}

/** Waits for its turn, in the order of arrival. */
export interface Queue {
  readonly mode: 'queue';
  /** How long to wait at most, in milliseconds. @default no limit */
  readonly waitMs?: number;
  /** Ends the wait at once; the wait rejects with its reason. */
  readonly signal?: AbortSignal;
}

/** Gives a `Dropped` instead of doing the work. */
export interface Drop {
  readonly mode: 'drop';
}

/** Work that was left undone because a limit was reached. */
export class Dropped {
  /** Milliseconds after which it might have been done. */
  readonly retryAfterMs: number;

  constructor(retryAfterMs: number) {
    this.retryAfterMs = retryAfterMs;
  }
}

/** A limit is reached: at once, or still after as long a wait as was allowed. */
export class LimitedError extends Error {
  /** Milliseconds after which to try again. */
  readonly retryAfterMs: number;

  constructor(retryAfterMs: number) {
    super(`A limit is reached. Try again in ${retryAfterMs} ms.`);
    this.name = 'LimitedError';
    this.retryAfterMs = retryAfterMs;
  }
}
