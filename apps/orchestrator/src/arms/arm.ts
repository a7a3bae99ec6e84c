import type { ArmAnomaly, ArmBreaker, ArmCapability, PlannableArm, RegisteredArm } from '@octollm/contracts';
import type { Hold } from '@octollm/memory';
import {
  Bulkhead,
  BulkheadFullError,
  CircuitBreaker,
  CircuitOpenError,
  Hysteresis,
  LatencyWatch,
  type Verdict,
} from '@octollm/resilience';
import type { TokenDenyList, TokenSigner } from '@octollm/service-kit';
import { type ArmCallOptions, ArmClient, type ArmReply, type ArmTarget } from './arm-client.ts';
import type { ArmObserver } from './arm-observer.ts';
import { ArmStatistics } from './arm-statistics.ts';
import { asksModel } from './asks-model.ts';
import type { ArmStanding } from './rank-arms.ts';
import { verdictOf } from './verdict.ts';

export interface ArmOptions {
  readonly capability: ArmCapability;
  readonly target: ArmTarget;
  readonly foreign: boolean;
  /** The arm calls addresses that its users name: what it reports of them is not its own failure. */
  readonly speaksForOthers: boolean;
  readonly breakerResetMs: number;
  readonly signer: TokenSigner;
  /** Where the tokens of calls that are over are stopped. */
  readonly denyList: TokenDenyList;
  readonly observer: ArmObserver;
}

/** Calls that wait for one arm at most; each is held by a step that has a deadline. */
const mostWaiting = 1_000;

/** One arm with everything this replica knows of it: a bulkhead and a breaker in front, its health, what it did lately. */
export class Arm {
  readonly id: string;
  readonly #options: ArmOptions;
  readonly #client: ArmClient;
  readonly #breaker: CircuitBreaker;
  readonly #bulkhead: Bulkhead;
  readonly #health = new Hysteresis();
  readonly #statistics: ArmStatistics;
  readonly #watches = new Map<string, LatencyWatch>();
  #capability: ArmCapability;
  #lastSeenAt: Date | null = null;
  #hold: Pick<Hold, 'until' | 'reason'> | undefined;

  constructor(options: ArmOptions) {
    const { capability, observer } = options;
    this.id = capability.arm_id;
    this.#options = options;
    this.#capability = capability;
    this.#client = new ArmClient(options.target, options.signer, options.denyList);
    this.#breaker = new CircuitBreaker({
      resetMs: options.breakerResetMs,
      onChange: (state) => observer.breaker(this.id, state),
    });
    this.#bulkhead = new Bulkhead({ concurrency: capability.max_concurrent_tasks, queue: mostWaiting });
    this.#statistics = new ArmStatistics(capability);
  }

  can(action: string): boolean {
    return this.#options.target.path(action) !== undefined;
  }

  get capabilities(): readonly string[] {
    return this.#capability.capabilities;
  }

  /** What the planner must be told of it; it knows the arms of the catalogue by heart. */
  get plannable(): PlannableArm {
    const { capabilities, description, input_schema } = this.#capability;
    return {
      arm_id: this.id,
      capabilities,
      ...(this.#options.foreign ? { description, input_schema } : {}),
    };
  }

  /** Whether a call may cost something. What a foreign arm says of that is not relied on. */
  get asksModels(): boolean {
    return asksModel(this.id) && (this.#options.foreign || this.#capability.asks_models !== false);
  }

  /** How many calls it takes at the same time. */
  get maxConcurrent(): number {
    return this.#capability.max_concurrent_tasks;
  }

  get standing(): ArmStanding {
    const { max_concurrent_tasks, cost_tier } = this.#capability;
    return {
      armId: this.id,
      health: this.#health.state,
      circuit: this.#breaker.admits ? (this.#breaker.isProbeDue ? 'probe_due' : 'closed') : 'open',
      load: (this.#bulkhead.inFlight + this.#bulkhead.waiting) / max_concurrent_tasks,
      full: this.#bulkhead.isFull,
      successRate: this.#statistics.successRate,
      latencyMs: this.#statistics.latencyMs,
      costTier: cost_tier,
    };
  }

  get breaker(): ArmBreaker {
    const { state, failures, retryAt } = this.#breaker;
    const breaker = { state, failures, retry_at: retryAt?.toISOString() ?? null };
    const hold = this.#hold;
    if (hold === undefined || hold.until.getTime() <= Date.now()) return breaker;
    return { ...breaker, hold: { until: hold.until.toISOString(), reason: hold.reason } };
  }

  get anomalies(): readonly ArmAnomaly[] {
    return [...this.#watches].flatMap(([action, watch]) =>
      watch.anomalies.map(({ since, ...anomaly }) => ({
        arm_id: this.id,
        action,
        ...anomaly,
        since: since.toISOString(),
      })),
    );
  }

  describe(): RegisteredArm {
    return {
      ...this.#capability,
      average_latency_ms: Math.round(this.#statistics.latencyMs * 10) / 10,
      success_rate: Math.round(this.#statistics.successRate * 1_000) / 1_000,
      foreign: this.#options.foreign,
      health: this.#health.state,
      calls_in_flight: this.#bulkhead.inFlight,
      calls_waiting: this.#bulkhead.waiting,
      breaker: this.breaker,
      last_seen_at: this.#lastSeenAt?.toISOString() ?? null,
    };
  }

  /** Takes in a good check of its health, and what it said of itself if it was asked. */
  seen(capability: ArmCapability = this.#capability): void {
    this.#capability = capability;
    this.#lastSeenAt = new Date();
    const change = this.#health.record(true);
    if (change !== undefined) this.#options.observer.health(this.id, change);
    this.#options.observer.checked(this.id, this.#health.state !== 'unhealthy');
  }

  /** Takes in a check of its health that failed. */
  missed(error: unknown): void {
    const change = this.#health.record(false);
    if (change !== undefined) this.#options.observer.health(this.id, change, error);
    this.#options.observer.checked(this.id, this.#health.state !== 'unhealthy');
  }

  /** Keeps the circuit open as long as an operator holds it; undefined when nobody does, or no longer. */
  hold(hold: Pick<Hold, 'until' | 'reason'> | undefined): void {
    this.#hold = hold;
    this.#breaker.hold(hold?.until ?? null);
  }

  /**
   * Calls the arm at its turn.
   * @throws CircuitOpenError, BulkheadFullError when the call is not made; the reason of the signal when it is aborted
   */
  async call(options: ArmCallOptions): Promise<ArmReply> {
    try {
      return await this.#bulkhead.run(
        () =>
          this.#breaker.run(
            () => this.#measured(options),
            // A call rejects only when it was aborted, which says nothing of the arm.
            (settled) => (settled.status === 'fulfilled' ? this.#verdict(options, settled.value) : 'neutral'),
          ),
        options.signal,
      );
    } catch (error) {
      if (error instanceof CircuitOpenError || error instanceof BulkheadFullError)
        this.#options.observer.ended(this.id, options, { outcome: 'refused' });
      throw error;
    }
  }

  async #measured(options: ArmCallOptions): Promise<ArmReply> {
    const started = performance.now();
    const elapsed = (): number => performance.now() - started;
    try {
      const reply = await this.#client.call(options);
      this.#learn(options, reply, elapsed());
      return reply;
    } catch (error) {
      this.#options.observer.ended(this.id, options, { outcome: 'aborted', seconds: elapsed() / 1_000 });
      throw error;
    }
  }

  #learn(call: ArmCallOptions, reply: ArmReply, ms: number): void {
    const { speaksForOthers, observer } = this.#options;
    const { action } = call;
    const verdict = this.#verdict(call, reply);
    observer.ended(this.id, call, {
      outcome: reply.success ? 'succeeded' : 'failed',
      seconds: ms / 1_000,
      reply,
      verdict,
    });
    if (verdict !== 'neutral') this.#statistics.record(verdict === 'success', ms);
    if (verdict !== 'neutral' && !speaksForOthers) this.#watch(action).record(verdict === 'success', ms);
  }

  /** Work for tasks is not to stop because something could not be remembered. */
  #verdict({ memory }: ArmCallOptions, reply: ArmReply): Verdict {
    const verdict = verdictOf(reply, this.#options.speaksForOthers);
    return memory !== undefined && verdict === 'failure' ? 'neutral' : verdict;
  }

  #watch(action: string): LatencyWatch {
    const known = this.#watches.get(action);
    if (known !== undefined) return known;
    const { observer } = this.#options;
    const watch = new LatencyWatch({
      onRaised: (anomaly) => observer.anomaly(this.id, action, anomaly, true),
      onRecovered: (anomaly) => observer.anomaly(this.id, action, anomaly, false),
    });
    this.#watches.set(action, watch);
    return watch;
  }
}
