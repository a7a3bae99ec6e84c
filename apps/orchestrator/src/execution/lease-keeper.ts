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

  constructor(tasks: TaskStore, lease: Lease, logger: Logger) {
    this.#tasks = tasks;
    this.#lease = lease;
    this.#logger = logger;
    this.#timer = setInterval(() => {
      void this.#renew();
    }, renewMs);
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
    clearInterval(this.#timer);
  }

  async #renew(): Promise<void> {
    const asked = Date.now();
    try {
      await this.#tasks.renew(this.#lease, leaseMs);
      this.#renewedAt = asked;
    } catch (error) {
      if (error instanceof LeaseLostError) this.#lost.abort(error);
      else if (Date.now() - this.#renewedAt > leaseMs - renewMs)
        this.#lost.abort(new LeaseLostError(this.#lease));
      else
        this.#logger.warn(
          { error, task_id: this.#lease.taskId },
          'a lease could not be renewed; trying again',
        );
    }
  }
}
