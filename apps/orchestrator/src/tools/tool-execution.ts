import { Inject, Injectable } from '@nestjs/common';
import { executorArm } from '@octollm/catalogue';
import {
  type ArmError,
  type ExecuteRequest,
  type ExecuteResponse,
  newId,
  UnprocessableError,
} from '@octollm/contracts';
import { type ExecuteStep, runPlan } from '@octollm/engine';
import { InjectLogger, Shutdown } from '@octollm/service-kit';
import type { Logger } from 'pino';
import { ArmRegistry } from '../arms/arm-registry.ts';
import { StepPermits } from '../arms/step-permits.ts';
import { parallelEfficiency } from './parallel-efficiency.ts';
import { toolGraph } from './tool-graph.ts';
import { ToolJournal, type ToolListener } from './tool-journal.ts';
import type { ToolStep } from './tool-step.ts';

/** The time of the whole request is over. */
class ExecutionTimeoutError extends Error {
  constructor() {
    super('The tools did not end within the time of the request.');
    this.name = 'ExecutionTimeoutError';
  }
}

/** The engine's own timer cuts a call off; the arm's deadline only bounds what is lost when that message is. */
const armGraceMs = 1_000;

const unfinished = (request: ExecuteRequest, reason: unknown): ArmError => {
  const rest = { retryable: true, retry_after: null };
  if (reason instanceof ExecutionTimeoutError) {
    const message = `The tool did not end within the ${request.timeout_ms} ms of the request. Give it more with timeout_ms.`;
    return { code: 'deadline_exceeded', category: 'timeout', message, ...rest };
  }
  return { code: 'aborted', category: 'cancelled', message: 'The execution was aborted.', ...rest };
};

/** A request that has been found to be in order, ready to run. */
export interface PreparedExecution {
  readonly request: ExecuteRequest;
  readonly steps: readonly ToolStep[];
}

/** Runs the tools of a request on the executor arm, outside of any task: nothing of it is stored. */
@Injectable()
export class ToolExecution {
  constructor(
    @Inject(ArmRegistry) private readonly arms: ArmRegistry,
    @Inject(StepPermits) private readonly permits: StepPermits,
    @Inject(Shutdown) private readonly shutdown: Shutdown,
    @InjectLogger() private readonly logger: Logger,
  ) {}

  /**
   * Checks what the schema cannot.
   * @throws InvalidRequestError that points at what is wrong between the tools
   * @throws UnprocessableError for what is not available: choosing tools from the prompt, speculation
   */
  prepare(request: ExecuteRequest): PreparedExecution {
    if (request.enable_speculation)
      throw new UnprocessableError('Speculation is not available yet. Leave enable_speculation out.', {
        errors: [{ pointer: '/enable_speculation', detail: 'must be false' }],
      });
    if (request.tools.length === 0)
      throw new UnprocessableError(
        'Name the tools to run: they are not chosen from the prompt. Submit a task to have the work planned.',
        { errors: [{ pointer: '/tools', detail: 'must name at least one tool' }] },
      );
    return { request, steps: toolGraph(request) };
  }

  /**
   * Runs the tools. At the deadline, or when `gone` is aborted, what has ended comes back as it is, calls in flight
   * are aborted and the rest does not start. It does not reject for a tool that fails.
   */
  async run(
    tenantId: string,
    { request, steps }: PreparedExecution,
    gone: AbortSignal,
    listener: ToolListener = silent,
  ): Promise<ExecuteResponse> {
    const started = performance.now();
    const journal = new ToolJournal(listener);
    const deadline = new AbortController();
    const timer = setTimeout(() => deadline.abort(new ExecutionTimeoutError()), request.timeout_ms);
    const signal = AbortSignal.any([gone, deadline.signal, this.shutdown.hard]);
    try {
      await runPlan({
        plan: { steps },
        execute: this.executor(tenantId, newId()),
        journal,
        history: new Map(),
        maxParallel: request.max_parallel,
        limits: {
          acquire: ({ tool }, aborted) =>
            this.permits.acquire({ arm: executorArm.name, input: { tool } }, aborted),
        },
        signal,
      });
    } catch (error) {
      if (!signal.aborted) throw error;
    } finally {
      clearTimeout(timer);
    }
    const results = journal.close(steps, unfinished(request, signal.reason));
    const elapsed = performance.now() - started;
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
        execution_time_ms: response.execution_time_ms,
        degraded: response.degraded,
        client_gone: gone.aborted,
      },
      'tools were executed',
    );
    return response;
  }

  private executor(tenantId: string, executionId: string): ExecuteStep<ToolStep> {
    return async ({ step, input, attempt, signal }) => {
      const reply = await this.arms.call(executorArm.name, {
        tenantId,
        taskId: executionId,
        stepId: step.id,
        attempt,
        action: 'execute',
        input,
        budget: { max_tokens: 0, max_cost_usd: 0 },
        deadline: new Date(Date.now() + step.timeout_seconds * 1_000 + armGraceMs),
        signal,
      });
      return reply.success
        ? {
            succeeded: true,
            output: reply.output,
            confidence: reply.confidence,
            usage: reply.usage,
            provenance: reply.provenance,
            warnings: reply.warnings,
          }
        : { succeeded: false, error: reply.error, usage: reply.usage, provenance: reply.provenance };
    };
  }
}

const silent: ToolListener = { started: () => undefined, ended: () => undefined };
