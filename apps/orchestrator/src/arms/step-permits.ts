import { executorArm } from '@octollm/catalogue';
import { type ConcurrencyLimit, type ConcurrencyLimiter, Permits } from '@octollm/resilience';

/** As much of a step as its limits follow from. */
export interface LimitedStep {
  readonly arm: string;
  readonly input: unknown;
}

export interface StepPermitsOptions {
  readonly limiter: ConcurrencyLimiter;
  /** Calls in flight at the same time, whatever they call. */
  readonly maxCalls: number;
  /** How many calls an arm takes at the same time; undefined when that is not limited. */
  readonly armLimit: (arm: string) => number | undefined;
  /** How many calls of each tool of the executor may be in flight; a tool that is not named is not limited by itself. */
  readonly toolLimits: Readonly<Record<string, number>>;
  /** Hears of permits that could not be renewed or given back; their leases end by themselves. */
  readonly onError: (error: unknown) => void;
  /** How long the permits of a replica that was lost stay taken, in milliseconds. @default 10,000 */
  readonly leaseMs?: number;
}

/**
 * Permits for calls of arms: each counts against the limit of all calls, of its arm and, at the executor, of its tool.
 * The limits hold over all replicas whose limiters count together.
 */
export class StepPermits {
  readonly #permits: Permits;
  readonly #maxCalls: number;
  readonly #armLimit: (arm: string) => number | undefined;
  readonly #toolLimits: ReadonlyMap<string, number>;

  constructor({ limiter, maxCalls, armLimit, toolLimits, onError, leaseMs }: StepPermitsOptions) {
    this.#permits = new Permits({ limiter, onError, ...(leaseMs === undefined ? {} : { leaseMs }) });
    this.#maxCalls = maxCalls;
    this.#armLimit = armLimit;
    this.#toolLimits = new Map(Object.entries(toolLimits));
  }

  /**
   * Waits for a permit; steps with the same limits get theirs in the order in which they came.
   * @returns gives the permit back, without waiting for that
   * @throws the reason of the signal, as soon as it is aborted
   */
  acquire(step: LimitedStep, signal: AbortSignal): Promise<() => void> {
    return this.#permits.acquire(this.#limitsOf(step), { mode: 'queue', signal });
  }

  #limitsOf({ arm, input }: LimitedStep): readonly ConcurrencyLimit[] {
    const limits: ConcurrencyLimit[] = [{ key: 'all', max: this.#maxCalls }];
    const armMax = this.#armLimit(arm);
    if (armMax !== undefined) limits.push({ key: `arm:${arm}`, max: armMax });
    const tool = arm === executorArm.name ? toolOf(input) : undefined;
    const toolMax = tool === undefined ? undefined : this.#toolLimits.get(tool);
    if (toolMax !== undefined) limits.push({ key: `tool:${tool}`, max: toolMax });
    return limits;
  }
}

const toolOf = (input: unknown): string | undefined =>
  typeof input === 'object' && input !== null && 'tool' in input && typeof input.tool === 'string'
    ? input.tool
    : undefined;
