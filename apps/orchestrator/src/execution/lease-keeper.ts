import { type Lease, LeaseLostError, type TaskStore } from '@octollm/memory';
import type { Logger } from 'pino';

/** A lease is renewed when so much of it is over: two renewals may fail before it is lost. */
const renewedAfter = 0.3;

/**
 * Renews a lease until it is stopped. A lease that is lost, or could not be renewed before it ran out, aborts the
 * work under it.
 */
export class LeaseKeeper {
  readonly #tasks: TaskStore;
  readonly #lease: Lease;
  readonly #leaseMs: number;
  readonly #renewMs: number;
  readonly #logger: Logger;
  readonly #lost = new AbortController();
  readonly #timer: NodeJS.Timeout;
  #renewedAt = Date.now();
  /** Runs out with the lease, even while a renewal hangs. */
  #expiry: NodeJS.Timeout | undefined;
  #stopped = false;

  /** @param leaseMs - how long the lease lasts without renewal */
  constructor(tasks: TaskStore, lease: Lease, leaseMs: number, logger: Logger) {
    this.#tasks = tasks;
    this.#lease = lease;
    this.#leaseMs = leaseMs;
    this.#renewMs = leaseMs * renewedAfter;
    this.#logger = logger;
    this.#timer = setInterval(() => {
      void this.#renew();
    }, this.#renewMs);
    this.#awaitExpiry();
  }

  /** Aborted with a LeaseLostError when the work must stop. */
  get lost(): AbortSignal {
    return this.#lost.signal;
  }

  /** Asks at once whether the lease is still held: somebody may have cancelled the task. */
  check(): void {
    void this.#renew();
  }

  stop(): void {
    this.#stopped = true;
    clearInterval(this.#timer);
    clearTimeout(this.#expiry);
  }

  /** Another replica may have the task once the lease is over, so the work is to have stopped by then. */
  #awaitExpiry(): void {
    clearTimeout(this.#expiry);
    if (this.#stopped) return;
    this.#expiry = setTimeout(
      () => this.#lost.abort(new LeaseLostError(this.#lease)),
      this.#renewedAt + this.#leaseMs - this.#renewMs - Date.now(),
    );
  }

  async #renew(): Promise<void> {
    const asked = Date.now();
    try {
      await this.#tasks.renew(this.#lease, this.#leaseMs);
      this.#renewedAt = Math.max(this.#renewedAt, asked);
      this.#awaitExpiry();
    } catch (error) {
      if (error instanceof LeaseLostError) this.#lost.abort(error);
      else
        this.#logger.warn(
          { error, task_id: this.#lease.taskId },
          'a lease could not be renewed; trying again',
        );
    }
  }
}
