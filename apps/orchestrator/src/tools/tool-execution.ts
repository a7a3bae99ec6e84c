import { Inject, Injectable } from '@nestjs/common';
import { toolMetrics } from '@octollm/catalogue';
import { type ExecuteRequest, type ExecuteResponse, newId } from '@octollm/contracts';
import { type ExecuteStep, runPlan } from '@octollm/engine';
import { InjectLogger, Metrics, Shutdown } from '@octollm/service-kit';
import type { Logger } from 'pino';
import { ArmRegistry } from '../arms/arm-registry.ts';
import { StepPermits } from '../arms/step-permits.ts';
import { ActiveQueries } from './active-queries.ts';
import { armGraceMs, ExecutionTime } from './execution-time.ts';
import { parallelEfficiency } from './parallel-efficiency.ts';
import { predictCalls } from './predict-calls.ts';
import { ToolCalls } from './tool-calls.ts';
import { ToolChoice } from './tool-choice.ts';
import { toolGraph } from './tool-graph.ts';
import { ToolJournal, type ToolListener } from './tool-journal.ts';
import { type TakenCall, ToolSpeculation } from './tool-speculation.ts';
import type { ToolStep } from './tool-step.ts';

/** A request that has been found to be in order. */
export interface CheckedExecution {
  readonly request: ExecuteRequest;
  /** Undefined when they are to be chosen from the prompt. */
  readonly steps: readonly ToolStep[] | undefined;
}

/** A request whose tools are known and whose time runs. */
export interface OpenExecution {
  readonly request: ExecuteRequest;
  readonly steps: readonly ToolStep[];
  /** First attempts that were begun before the tools were known, by the id of the step. */
  readonly taken: ReadonlyMap<string, TakenCall>;
  readonly calls: ToolCalls;
  readonly time: ExecutionTime;
  readonly gone: AbortSignal;
}

interface Caller {
  readonly tenantId: string;
  readonly taskId: string;
}

/** Runs the tools of a request on the executor arm, outside of any task: nothing of it is stored. */
@Injectable()
export class ToolExecution {
  constructor(
    @Inject(ArmRegistry) private readonly arms: ArmRegistry,
    @Inject(StepPermits) private readonly permits: StepPermits,
    @Inject(ToolChoice) private readonly choice: ToolChoice,
    @Inject(ActiveQueries) private readonly active: ActiveQueries,
    @Inject(Metrics) private readonly metrics: Metrics,
    @Inject(Shutdown) private readonly shutdown: Shutdown,
    @InjectLogger() private readonly logger: Logger,
  ) {}

  /**
   * Checks what the schema cannot.
   * @throws InvalidRequestError that points at what is wrong between the tools
   */
  check(request: ExecuteRequest): CheckedExecution {
    return { request, steps: request.tools.length === 0 ? undefined : toolGraph(request) };
  }

  /**
   * Begins the time of an execution and has its tools chosen where the request names none; with `enable_speculation`
   * those that the prompt lets expect are run meanwhile. `gone` ends it.
   * @throws UnprocessableError that says to name the tools when none are chosen
   * @throws OctoError when the planner cannot be asked or does not answer within the time of the request
   */
  async open(
    tenantId: string,
    { request, steps }: CheckedExecution,
    gone: AbortSignal,
  ): Promise<OpenExecution> {
    const time = new ExecutionTime(request.timeout_ms, [gone, this.shutdown.hard]);
    const caller = { tenantId, taskId: newId() };
    const calls = new ToolCalls(this.arms, this.permits, caller);
    const rest = { request, calls, time, gone };
    if (steps !== undefined) return { ...rest, steps, taken: new Map() };
    try {
      const chosen = await this.active.during(() => this.chosen(request, caller, calls, time));
      return { ...rest, ...chosen };
    } catch (error) {
      time.stop();
      throw time.signal.aborted ? time.unanswered() : error;
    }
  }

  /**
   * Runs the tools. At the deadline, or when the client has gone, what has ended comes back as it is, calls in flight
   * are aborted and the rest does not start. It does not reject for a tool that fails.
   */
  run(execution: OpenExecution, listener: ToolListener = silent): Promise<ExecuteResponse> {
    return this.active.during(() => this.carryOut(execution, listener));
  }

  /** What is predicted is begun before the planner is asked, and what it did not ask for is aborted and counted. */
  private async chosen(
    request: ExecuteRequest,
    caller: Caller,
    calls: ToolCalls,
    { armDeadline: deadline, signal }: ExecutionTime,
  ): Promise<Pick<OpenExecution, 'steps' | 'taken'>> {
    const speculation = new ToolSpeculation(calls, deadline, signal);
    try {
      if (request.enable_speculation) speculation.start(predictCalls(request.prompt, request.max_parallel));
      const steps = await this.choice.choose(request, { ...caller, deadline, signal });
      return { steps, taken: speculation.take(steps) };
    } finally {
      const { committed, discarded } = await speculation.discard();
      const counter = this.metrics.counter(toolMetrics.toolSpeculations);
      if (committed > 0) counter.inc({ outcome: 'used' }, committed);
      if (discarded > 0) counter.inc({ outcome: 'wasted' }, discarded);
    }
  }

  private async carryOut(execution: OpenExecution, listener: ToolListener): Promise<ExecuteResponse> {
    const { request, steps, taken, calls, time, gone } = execution;
    const { signal } = time;
    const journal = new ToolJournal(listener, taken);
    const waiting = new Map(taken);
    try {
      await runPlan({
        // Calls that run already have their places first, so that no more run than max_parallel.
        plan: { steps: steps.toSorted((a, b) => Number(taken.has(b.id)) - Number(taken.has(a.id))) },
        execute: executorOf(calls, waiting),
        journal,
        history: new Map(),
        maxParallel: request.max_parallel,
        limits: {
          // A call that runs already has its permit.
          acquire: async (step, aborted) =>
            waiting.has(step.id) ? () => undefined : calls.permit(step, aborted),
        },
        signal,
      });
    } catch (error) {
      if (!signal.aborted) throw error;
    } finally {
      time.stop();
    }
    const results = journal.close(steps, time.unfinished());
    const { elapsed } = time;
    const durations = new Map(results.map(({ id, duration_ms }) => [id, duration_ms]));
    const response: ExecuteResponse = {
      results: [...results],
      execution_time_ms: Math.round(elapsed * 100) / 100,
      tools_executed: journal.startedTools,
      parallel_efficiency: parallelEfficiency(steps, durations, request.max_parallel, elapsed),
      degraded: results.some(({ status }) => status !== 'succeeded'),
    };
    this.logger.info(
      {
        user_id: request.user_id ?? null,
        tools: steps.length,
        tools_executed: response.tools_executed,
        tools_begun_early: taken.size,
        execution_time_ms: response.execution_time_ms,
        degraded: response.degraded,
        client_gone: gone.aborted,
      },
      'tools were executed',
    );
    return response;
  }
}

/** @param waiting - calls that were begun early; each becomes the first attempt of its step */
const executorOf =
  (calls: ToolCalls, waiting: Map<string, TakenCall>): ExecuteStep<ToolStep> =>
  ({ step, input, attempt, signal }) => {
    const early = waiting.get(step.id);
    if (early !== undefined) {
      waiting.delete(step.id);
      early.call.follow(signal);
      return early.attempt;
    }
    const deadline = new Date(Date.now() + step.timeout_seconds * 1_000 + armGraceMs);
    return calls.make({ stepId: step.id, input, attempt, deadline, signal });
  };

const silent: ToolListener = { started: () => undefined, ended: () => undefined };
