import {
  type CircuitBreakerPolicy,
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  handleWhenResult,
} from 'cockatiel';

/** What a call said of its callee: that it works, that it does not, or nothing (the caller cancelled). */
export type Verdict = 'success' | 'failure' | 'neutral';

/**
 * `closed`: calls go through. `open`: none does. `half_open`: the reset time is over, and one call, the probe, may
 * go through or is under way; it decides what comes next.
 */
export type BreakerState = 'closed' | 'open' | 'half_open';

export interface CircuitBreakerOptions {
  /** Consecutive failures that open the circuit. @default 5 */
  readonly failures?: number;
  /** Milliseconds after opening until the probe. @default 60,000 */
  readonly resetMs?: number;
  /** Hears of every change; of the one to `half_open` when the probe starts. */
  readonly onChange?: (state: BreakerState) => void;
}

/** The circuit is open, or its probe is under way: the call was not made. */
export class CircuitOpenError extends Error {
  /** When a call may go through; null while the probe is under way. */
  readonly retryAt: Date | null;
  /** Whether somebody holds the circuit open, rather than the calls that failed. */
  readonly isHeld: boolean;

  constructor(retryAt: Date | null, isHeld = false) {
    super(`The circuit is ${isHeld ? 'held open' : 'open: the last calls failed'}. The call was not made.`);
    this.name = 'CircuitOpenError';
    this.retryAt = retryAt;
    this.isHeld = isHeld;
  }
}

const names: Readonly<Record<CircuitState, BreakerState>> = {
  [CircuitState.Closed]: 'closed',
  [CircuitState.Open]: 'open',
  [CircuitState.HalfOpen]: 'half_open',
  [CircuitState.Isolated]: 'open',
};

/** Ends a call of the policy without a word on the callee. */
class NeutralOutcome extends Error {}

interface Judged<Result> {
  readonly verdict: Verdict;
  readonly settled: PromiseSettledResult<Result>;
}

const settle = async <Result>(call: () => Promise<Result>): Promise<PromiseSettledResult<Result>> => {
  try {
    return { status: 'fulfilled', value: await call() };
  } catch (reason) {
    return { status: 'rejected', reason };
  }
};

/**
 * Stops calling what keeps failing (Nygard, Release It!, 2nd edition, section 5.2). Consecutive failures open the
 * circuit; after the reset time exactly one call is let through, and its outcome closes or opens it again. Times are
 * those of the wall clock.
 *
 * It can also be held open until a time, whatever calls say: then none is made, the probe neither, and those that are
 * under way count as before.
 *
 * Three things differ from the cockatiel policy underneath: calls that come while the probe is under way are refused
 * at once instead of waiting for it, a probe that was cancelled leaves its turn to the next call, and calls that
 * were begun before the circuit opened have no say in what comes after.
 */
export class CircuitBreaker {
  readonly #resetMs: number;
  readonly #onChange: ((state: BreakerState) => void) | undefined;
  readonly #failuresToOpen: number;
  #counter: ConsecutiveBreaker;
  #policy: CircuitBreakerPolicy;
  #openedAt = 0;
  #heldUntil = 0;
  /** What was told last. */
  #told: BreakerState = 'closed';
  /** Counts changes, so that a call can tell whether it still speaks of the present. */
  #changes = 0;

  constructor({ failures = 5, resetMs = 60_000, onChange }: CircuitBreakerOptions = {}) {
    this.#resetMs = resetMs;
    this.#onChange = onChange;
    this.#failuresToOpen = failures;
    this.#counter = new ConsecutiveBreaker(failures);
    this.#policy = this.#newPolicy(this.#counter);
  }

  get state(): BreakerState {
    if (this.#isHeld) return 'open';
    if (this.#policy.state === CircuitState.Closed) return 'closed';
    return this.#policy.state === CircuitState.Open && !this.#isDue ? 'open' : 'half_open';
  }

  /** Failures since the last success. */
  get failures(): number {
    return this.#counter.state;
  }

  /** When a call or the probe may be made; null when the circuit is closed. */
  get retryAt(): Date | null {
    const probeAt = this.#policy.state === CircuitState.Closed ? 0 : this.#openedAt + this.#resetMs;
    const at = this.#isHeld ? Math.max(probeAt, this.#heldUntil) : probeAt;
    return at === 0 ? null : new Date(at);
  }

  /** Whether the next call would be made: the circuit is closed, or the probe is due and not under way. */
  get admits(): boolean {
    return !this.#isHeld && (this.#policy.state === CircuitState.Closed || this.isProbeDue);
  }

  /** Whether the next call would be the probe. */
  get isProbeDue(): boolean {
    return !this.#isHeld && this.#policy.state === CircuitState.Open && this.#isDue;
  }

  /**
   * Holds the circuit open until a time; null lets it go on as its calls left it. The end of a hold comes by itself, and
   * is told with the next change or with `hold(null)`.
   */
  hold(until: Date | null): void {
    this.#heldUntil = until?.getTime() ?? 0;
    this.#tell(this.#isHeld ? 'open' : names[this.#policy.state]);
  }

  /**
   * Makes a call and learns from it what `judge` says.
   * @throws CircuitOpenError when the call is not made; otherwise what the call throws
   */
  async run<Result>(
    call: () => Promise<Result>,
    judge: (settled: PromiseSettledResult<Result>) => Verdict,
  ): Promise<Result> {
    if (this.#isHeld) throw new CircuitOpenError(this.retryAt, true);
    if (!this.admits)
      throw new CircuitOpenError(this.#policy.state === CircuitState.Open ? this.retryAt : null);
    const settled = this.isProbeDue ? await this.#probe(call, judge) : await this.#plainCall(call, judge);
    if (settled.status === 'rejected') throw settled.reason;
    return settled.value;
  }

  async #plainCall<Result>(
    call: () => Promise<Result>,
    judge: (settled: PromiseSettledResult<Result>) => Verdict,
  ): Promise<PromiseSettledResult<Result>> {
    const changes = this.#changes;
    return this.#execute(call, (settled) => (this.#changes === changes ? judge(settled) : 'neutral'));
  }

  async #probe<Result>(
    call: () => Promise<Result>,
    judge: (settled: PromiseSettledResult<Result>) => Verdict,
  ): Promise<PromiseSettledResult<Result>> {
    return this.#execute(call, (settled) => {
      const verdict = judge(settled);
      // The policy takes whatever is no failure for a success, so it goes back to where it stood before the probe.
      if (verdict === 'neutral') this.#restore(this.#policy.toJSON());
      return verdict;
    });
  }

  async #execute<Result>(
    call: () => Promise<Result>,
    judge: (settled: PromiseSettledResult<Result>) => Verdict,
  ): Promise<PromiseSettledResult<Result>> {
    let settled: PromiseSettledResult<Result> | undefined;
    try {
      const judged = await this.#policy.execute(async (): Promise<Judged<Result>> => {
        settled = await settle(call);
        const verdict = judge(settled);
        if (verdict === 'neutral') throw new NeutralOutcome();
        return { verdict, settled };
      });
      return judged.settled;
    } catch (error) {
      if (error instanceof NeutralOutcome && settled !== undefined) return settled;
      throw error;
    }
  }

  get #isHeld(): boolean {
    return Date.now() < this.#heldUntil;
  }

  get #isDue(): boolean {
    return Date.now() >= this.#openedAt + this.#resetMs;
  }

  #restore(state: unknown): void {
    this.#counter = new ConsecutiveBreaker(this.#failuresToOpen);
    this.#policy = this.#newPolicy(this.#counter, state);
  }

  #newPolicy(breaker: ConsecutiveBreaker, initialState?: unknown): CircuitBreakerPolicy {
    const isFailure = (result: unknown): boolean => (result as Judged<unknown>).verdict === 'failure';
    const policy = circuitBreaker(handleWhenResult(isFailure), {
      breaker,
      halfOpenAfter: this.#resetMs,
      ...(initialState === undefined ? {} : { initialState }),
    });
    policy.onStateChange((state) => {
      if (policy === this.#policy) this.#changed(state);
    });
    return policy;
  }

  #changed(state: CircuitState): void {
    this.#changes++;
    if (state === CircuitState.Open) this.#openedAt = Date.now();
    this.#tell(this.#isHeld ? 'open' : names[state]);
  }

  #tell(state: BreakerState): void {
    if (state === this.#told) return;
    this.#told = state;
    this.#onChange?.(state);
  }
}
