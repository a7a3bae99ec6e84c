/** How long a call may take, in milliseconds. */
export interface Timeouts {
  /** Until the answer begins. */
  readonly firstByteMs: number;
  /** Between two pieces of it. */
  readonly idleMs: number;
  /** Until it has ended. */
  readonly totalMs: number;
}

/** Watches over the times of one call. */
export class Deadlines {
  readonly #timeouts: Timeouts;
  readonly #expired: (why: string) => void;
  readonly #total: NodeJS.Timeout;
  #wait: NodeJS.Timeout;
  #begun = false;

  /** @param expired hears once, what did not happen in time, to end a sentence with */
  constructor(timeouts: Timeouts, expired: (why: string) => void) {
    this.#timeouts = timeouts;
    this.#expired = expired;
    this.#wait = this.#timer(timeouts.firstByteMs, 'did not answer within');
    this.#total = this.#timer(timeouts.totalMs, 'did not end its answer within');
  }

  /** A piece has come. */
  alive(): void {
    if (this.#begun) this.#wait.refresh();
    else this.resume();
  }

  /** The reader is slow: nothing is expected until `resume`. */
  pause(): void {
    clearTimeout(this.#wait);
  }

  resume(): void {
    clearTimeout(this.#wait);
    this.#begun = true;
    this.#wait = this.#timer(this.#timeouts.idleMs, 'paused within its answer for more than');
  }

  clear(): void {
    clearTimeout(this.#wait);
    clearTimeout(this.#total);
  }

  #timer(ms: number, what: string): NodeJS.Timeout {
    return setTimeout(() => {
      this.clear();
      this.#expired(`${what} ${ms} ms`);
    }, ms);
  }
}
