/** Who decides: Redis for all processes, or this process by itself. */
export type Decider = 'primary' | 'local';

export interface FailoverOptions {
  /**
   * How long the primary may take to answer, in milliseconds. A broken connection is known without waiting; this is for
   * a primary that hangs, and long enough for one on a machine that is busy.
   * @default 1,000
   */
  readonly answerWithinMs?: number;
  /** How long it is left alone after it did not, in milliseconds. @default 1,000 */
  readonly pauseMs?: number;
  /** Hears when the decider changes, and why the primary lost it: for a metric and a log line. */
  readonly onChange?: (decider: Decider, error?: unknown) => void;
  /** Milliseconds since some fixed moment. @default performance.now */
  readonly now?: () => number;
}

/** The primary did not answer in time. */
export class NoAnswerError extends Error {
  constructor(ms: number) {
    super(`No answer within ${ms} ms.`);
    this.name = 'NoAnswerError';
  }
}

/**
 * Asks a primary, and something local while the primary does not answer: an outage neither admits everything nor
 * refuses everything. After a pause one call asks the primary again; the others go on locally until it has answered.
 * Adapters that share a connection should share a failover.
 */
export class Failover {
  readonly #answerWithinMs: number;
  readonly #pauseMs: number;
  readonly #onChange: (decider: Decider, error?: unknown) => void;
  readonly #now: () => number;
  #decider: Decider = 'primary';
  #askAgainAt = 0;

  constructor(options: FailoverOptions = {}) {
    this.#answerWithinMs = options.answerWithinMs ?? 1_000;
    this.#pauseMs = options.pauseMs ?? 1_000;
    this.#onChange = options.onChange ?? (() => undefined);
    this.#now = options.now ?? (() => performance.now());
  }

  get decider(): Decider {
    return this.#decider;
  }

  /** What the primary gives, or what `local` gives while the primary does not answer. */
  async decide<Result>(
    primary: () => Promise<Result>,
    local: () => Result | Promise<Result>,
  ): Promise<Result> {
    if (this.#decider === 'local') {
      if (this.#now() < this.#askAgainAt) return local();
      this.#askAgainAt = this.#now() + this.#pauseMs;
    }
    try {
      const result = await this.#inTime(primary);
      this.#change('primary');
      return result;
    } catch (error) {
      this.#askAgainAt = this.#now() + this.#pauseMs;
      this.#change('local', error);
      return local();
    }
  }

  #change(decider: Decider, error?: unknown): void {
    if (this.#decider === decider) return;
    this.#decider = decider;
    this.#onChange(decider, error);
  }

  #inTime<Result>(primary: () => Promise<Result>): Promise<Result> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        // An answer that came while this process was busy is read before the time is taken for over.
        setImmediate(() => reject(new NoAnswerError(this.#answerWithinMs)));
      }, this.#answerWithinMs);
      primary()
        .then(resolve, reject)
        .finally(() => clearTimeout(timer));
    });
  }
}
