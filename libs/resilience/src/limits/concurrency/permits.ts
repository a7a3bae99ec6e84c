import { attemptOfLease } from '../waiting/attempt.ts';
import { WaitingLines } from '../waiting/waiting-lines.ts';
import type { FailFast, Queue } from '../waiting/waiting-mode.ts';
import {
  type ConcurrencyLimit,
  type ConcurrencyLimiter,
  type Lease,
  newLease,
} from './concurrency-limiter.ts';

export interface PermitsOptions {
  readonly limiter: ConcurrencyLimiter;
  /** How long the permits of a process that was lost stay taken, in milliseconds. @default 10,000 */
  readonly leaseMs?: number;
  /** How often a full limiter is asked whether another process has given something back, in milliseconds. @default 20 */
  readonly pollMs?: number;
  /** Hears what renewing and giving back throw. The lease's end makes up for a permit that was not given back. */
  readonly onError: (error: unknown) => void;
}

const separator = '\n';

/** Gives permits that hold until they are given back, however long that takes: their leases are renewed meanwhile. */
export class Permits {
  readonly #limiter: ConcurrencyLimiter;
  readonly #leaseMs: number;
  readonly #pollMs: number;
  readonly #onError: (error: unknown) => void;
  readonly #lines = new WaitingLines();
  /** The leases that are held, with the renewal that is under way. */
  readonly #held = new Map<Lease, Promise<void> | undefined>();
  #timer: NodeJS.Timeout | undefined;

  constructor({ limiter, leaseMs = 10_000, pollMs = 20, onError }: PermitsOptions) {
    this.#limiter = limiter;
    this.#leaseMs = leaseMs;
    this.#pollMs = pollMs;
    this.#onError = onError;
  }

  /** How many permits are held now. */
  get held(): number {
    return this.#held.size;
  }

  /**
   * Takes a permit that counts against all the limits. Those that ask for the same limits are served in the order in
   * which they came.
   *
   * @returns gives the permit back; it does not wait for the limiter, and calling it again does nothing
   * @throws LimitedError when a limit is reached in mode fail_fast, or for as long as mode queue may wait
   * @throws the reason of the signal
   */
  async acquire(limits: readonly ConcurrencyLimit[], mode: FailFast | Queue): Promise<() => void> {
    const lease = newLease(limits, this.#leaseMs);
    const line = limits.map(({ key }) => key).join(separator);
    const attempt = async () => attemptOfLease(lease, await this.#limiter.acquire(lease), this.#pollMs);
    await this.#lines.admit(line, attempt, mode, () => this.#giveBack(lease));
    this.#held.set(lease, undefined);
    this.#timer ??= setInterval(() => this.#renewAll(), this.#leaseMs / 3).unref();
    return () => this.#release(lease);
  }

  #release(lease: Lease): void {
    if (!this.#held.has(lease)) return;
    const renewal = this.#held.get(lease);
    this.#held.delete(lease);
    if (this.#held.size === 0) {
      clearInterval(this.#timer);
      this.#timer = undefined;
    }
    // After a renewal that is under way, which would take the lease again.
    if (renewal === undefined) this.#giveBack(lease);
    else void renewal.then(() => this.#giveBack(lease));
  }

  #giveBack(lease: Lease): void {
    this.#limiter.release(lease).catch(this.#onError);
    const freed = new Set(lease.limits.map(({ key }) => key));
    for (const line of this.#lines.waiting)
      if (line.split(separator).some((key) => freed.has(key))) this.#lines.wake(line);
  }

  #renewAll(): void {
    for (const [lease, underWay] of this.#held)
      if (underWay === undefined) this.#held.set(lease, this.#renew(lease));
  }

  async #renew(lease: Lease): Promise<void> {
    try {
      await this.#limiter.renew(lease);
    } catch (error) {
      this.#onError(error);
    }
    if (this.#held.has(lease)) this.#held.set(lease, undefined);
  }
}
