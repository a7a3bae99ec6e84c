import type { Step, StepLimits } from './ports.ts';
import { Semaphore } from './semaphore.ts';

/**
 * The places for attempts: those of the run and those of limits beyond it. The run's own is taken first, because it
 * is the one that nobody else waits for.
 */
export class Permits<S extends Step> {
  readonly #own: Semaphore;
  readonly #limits: StepLimits<S> | undefined;

  constructor(maxParallel: number, limits: StepLimits<S> | undefined) {
    this.#own = new Semaphore(maxParallel);
    this.#limits = limits;
  }

  /** Runs `work` while holding all places. @throws what `work` or the limits throw; the reason of `signal` */
  async hold<Result>(step: S, signal: AbortSignal, work: () => Promise<Result>): Promise<Result> {
    const leave = await this.#own.acquire(signal);
    try {
      const release = await this.#limits?.acquire(step, signal);
      try {
        signal.throwIfAborted();
        return await work();
      } finally {
        release?.();
      }
    } finally {
      leave();
    }
  }
}
