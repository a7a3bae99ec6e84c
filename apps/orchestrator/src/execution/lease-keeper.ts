import { type Lease, LeaseLostError, type TaskStore } from '@octollm/memory';
import type { Logger } from 'pino';

/** How long a lease lasts without renewal: after a kill, another replica waits this long at most. */
export const leaseMs = 10_000;
const renewMs = 3_000;

/**
 * Renews a lease until it is stopped. A lease that is lost, or could not be renewed before it ran out, aborts the
 * work under it.
 */
export class LeaseKeeper {
  readonly #tasks: TaskStore;
  readonly #lease: Lease;
  readonly #logger: Logger;
  readonly #lost = new AbortController();
  readonly #timer: NodeJS.Timeout;
  #renewedAt = Date.now();
  /** Runs out with the lease, even while a renewal hangs. */
  #expiry: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(tasks: TaskStore, lease: Lease, logger: Logger) {
    this.#tasks = tasks;
    this.#lease = lease;
    this.#logger = logger;
    this.#timer = setInterval(() => {
      void this.#renew();
    }, renewMs);
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
      this.#renewedAt + leaseMs - renewMs - Date.now(),
    );
  }

  async #renew(): Promise<void> {
    const asked = Date.now();
    try {
      await this.#tasks.renew(this.#lease, leaseMs);
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
