import { type BulkheadPolicy, BulkheadRejectedError, bulkhead } from 'cockatiel';

export interface BulkheadOptions {
  /** Calls that run at the same time at most. */
  readonly concurrency: number;
  /** Calls that wait for their turn at most. */
  readonly queue: number;
}

/** As many calls run and wait as may: this one was not made. */
export class BulkheadFullError extends Error {
  constructor({ concurrency, queue }: BulkheadOptions) {
    super(`${concurrency} calls run and ${queue} wait. The call was not made.`);
    this.name = 'BulkheadFullError';
  }
}

/** Rejects with the reason of the signal as soon as it is aborted; the place in the queue is given up at its turn. */
const orAborted = <Result>(waiting: Promise<Result>, signal: AbortSignal): Promise<Result> =>
  new Promise((resolve, reject) => {
    const onAbort = (): void => reject(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
    waiting.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });

/**
 * Keeps one callee from taking all there is: a bounded number of calls run, a bounded number wait, in the order in
 * which they came (Nygard, Release It!, 2nd edition, section 5.3).
 */
export class Bulkhead {
  readonly #options: BulkheadOptions;
  readonly #policy: BulkheadPolicy;

  constructor(options: BulkheadOptions) {
    this.#options = options;
    this.#policy = bulkhead(options.concurrency, options.queue);
  }

  /** Calls that run. */
  get inFlight(): number {
    return this.#options.concurrency - this.#policy.executionSlots;
  }

  /** Calls that wait for their turn. */
  get waiting(): number {
    return this.#options.queue - this.#policy.queueSlots;
  }

  /** Whether the next call would be refused. */
  get isFull(): boolean {
    return this.#policy.executionSlots === 0 && this.#policy.queueSlots === 0;
  }

  /**
   * Runs the work at its turn.
   * @param signal ends the wait with its reason; the work itself has to listen to it too
   * @throws BulkheadFullError when the work was not begun and will not be; otherwise what it throws
   */
  async run<Result>(work: () => Promise<Result>, signal: AbortSignal): Promise<Result> {
    signal.throwIfAborted();
    const waits = this.#policy.executionSlots === 0;
    try {
      const running = this.#policy.execute(work, signal);
      return await (waits ? orAborted(running, signal) : running);
    } catch (error) {
      if (error instanceof BulkheadRejectedError) throw new BulkheadFullError(this.#options);
      throw error;
    }
  }
}
