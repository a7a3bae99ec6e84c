import { Inject, Injectable } from '@nestjs/common';
import { armCallMetrics, executorArm, toolMetrics } from '@octollm/catalogue';
import { ToolName } from '@octollm/contracts';
import type { Anomaly, BreakerState, HealthState } from '@octollm/resilience';
import { InjectLogger, Metrics } from '@octollm/service-kit';
import type { Logger } from 'pino';
import { ToolLog } from '../memory/tool-log.ts';
import type { ArmCallOptions } from './arm-client.ts';
import type { CallEnd } from './call-end.ts';

const stateValues: Readonly<Record<BreakerState, number>> = { closed: 0, half_open: 1, open: 2 };

const toolOf = (input: unknown): ToolName | undefined =>
  typeof input === 'object' && input !== null && 'tool' in input
    ? ToolName.safeParse(input.tool).data
    : undefined;

/** A tenant can bring about as many failures as it likes that are not the arm's: they must not speak against the arm. */
const outcomeForArm = ({ outcome, verdict }: CallEnd): CallEnd['outcome'] | 'rejected' =>
  outcome === 'failed' && verdict !== 'failure' ? 'rejected' : outcome;

/**
 * Makes what happens to arms visible: as metrics, as one line of the log for every change, and for the calls of tools
 * as entries of the log of actions.
 */
@Injectable()
export class ArmObserver {
  readonly #open = new Set<string>();
  readonly #ill = new Set<string>();

  constructor(
    @Inject(Metrics) private readonly metrics: Metrics,
    @Inject(ToolLog) private readonly log: Pick<ToolLog, 'add'>,
    @InjectLogger() private readonly logger: Logger,
  ) {}

  ended(arm: string, call: ArmCallOptions, end: CallEnd): void {
    const { outcome, seconds } = end;
    const forArm = { arm, outcome: outcomeForArm(end) };
    this.metrics.counter(armCallMetrics.armCalls).inc(forArm);
    if (seconds !== undefined)
      this.metrics.histogram(armCallMetrics.armCallDuration).observe(forArm, seconds);
    if (arm !== executorArm.name) return;
    const tool = toolOf(call.input);
    this.log.add(call, tool, end);
    if (tool === undefined) return;
    this.metrics.counter(toolMetrics.toolCalls).inc({ tool, outcome });
    if (seconds !== undefined) this.metrics.histogram(toolMetrics.toolDuration).observe({ tool }, seconds);
  }

  breaker(arm: string, state: BreakerState): void {
    this.metrics.gauge(armCallMetrics.breakerState).set({ arm }, stateValues[state]);
    if (state === 'open') this.#open.add(arm);
    else this.#open.delete(arm);
    this.#showAvailability(arm);
    if (state === 'open') this.logger.warn({ arm, state }, 'the circuit breaker of an arm opened');
    else this.logger.info({ arm, state }, 'the circuit breaker of an arm changed');
  }

  /** Every check of an arm that ended. */
  checked(arm: string, isReady: boolean): void {
    if (isReady) this.#ill.delete(arm);
    else this.#ill.add(arm);
    this.#showAvailability(arm);
  }

  #showAvailability(arm: string): void {
    const isAvailable = !this.#ill.has(arm) && !this.#open.has(arm);
    this.metrics.gauge(armCallMetrics.armAvailable).set({ arm }, isAvailable ? 1 : 0);
  }

  health(arm: string, state: HealthState, error?: unknown): void {
    if (state === 'unhealthy') this.logger.warn({ arm, error }, 'an arm is unhealthy');
    else this.logger.info({ arm }, 'an arm is healthy');
  }

  anomaly(arm: string, action: string, { kind, baseline, observed }: Anomaly, raised: boolean): void {
    const line = { arm, action, kind, baseline, observed };
    if (raised) this.logger.warn(line, 'an arm is slower or fails more often than usual');
    else this.logger.info(line, 'an arm is as it used to be again');
  }
}
