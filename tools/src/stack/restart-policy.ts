const windowMs = 60_000;
const crashesInWindow = 5;
const firstBackoffMs = 250;

/** What to do about a crash: start again after a while, or leave it. */
export type Verdict =
  | { readonly kind: 'restart'; readonly afterMs: number }
  | { readonly kind: 'give-up'; readonly crashes: number };

/** Decides whether a process that crashed is started again: later each time, and not after five times in a minute. */
export class RestartPolicy {
  #crashes: readonly number[] = [];

  /** @param at the time of the crash in milliseconds */
  crashed(at: number): Verdict {
    this.#crashes = [...this.#crashes.filter((crash) => at - crash < windowMs), at];
    const crashes = this.#crashes.length;
    return crashes >= crashesInWindow
      ? { kind: 'give-up', crashes }
      : { kind: 'restart', afterMs: firstBackoffMs * 2 ** (crashes - 1) };
  }
}
