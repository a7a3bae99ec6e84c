import { executorArm } from '@octollm/catalogue';
import type { Attempt } from '@octollm/engine';
import type { ArmRegistry } from '../arms/arm-registry.ts';
import type { StepPermits } from '../arms/step-permits.ts';
import type { ToolStep } from './tool-step.ts';

/** One attempt to run a tool. */
export interface ToolAttempt {
  readonly stepId: string;
  readonly input: unknown;
  readonly attempt: number;
  readonly deadline: Date;
  readonly signal: AbortSignal;
}

/** Calls the tools of one execution on the executor arm. */
export class ToolCalls {
  readonly #arms: ArmRegistry;
  readonly #permits: StepPermits;
  readonly #caller: { readonly tenantId: string; readonly taskId: string };

  constructor(
    arms: ArmRegistry,
    permits: StepPermits,
    caller: { readonly tenantId: string; readonly taskId: string },
  ) {
    this.#arms = arms;
    this.#permits = permits;
    this.#caller = caller;
  }

  /** Waits for a permit for one attempt. @throws the reason of the signal, as soon as it is aborted */
  permit({ tool }: Pick<ToolStep, 'tool'>, signal: AbortSignal): Promise<() => void> {
    return this.#permits.acquire({ arm: executorArm.name, input: { tool } }, signal);
  }

  /** Makes a call. @throws the reason of the signal when it is aborted */
  async make(attempt: ToolAttempt): Promise<Attempt> {
    const reply = await this.#arms.call(executorArm.name, {
      ...this.#caller,
      ...attempt,
      action: 'execute',
      budget: { max_tokens: 0, max_cost_usd: 0 },
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
  }
}
