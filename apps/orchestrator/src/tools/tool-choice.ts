import { Inject, Injectable } from '@nestjs/common';
import { executorArm, plannerArm } from '@octollm/catalogue';
import {
  type ArmError,
  Budget,
  type ExecuteRequest,
  type OctoError,
  type PlannerInput,
  PlannerOutput,
} from '@octollm/contracts';
import { ArmRegistry } from '../arms/arm-registry.ts';
import { toOctoError } from '../arms/to-octo-error.ts';
import { plannedCalls, toolsNeeded } from './planned-calls.ts';
import { withToolRisks } from './tool-risk.ts';
import type { ToolStep } from './tool-step.ts';

/** For whom tools are chosen, and until when. */
export interface ChoiceOptions {
  readonly tenantId: string;
  readonly taskId: string;
  readonly deadline: Date;
  readonly signal: AbortSignal;
}

const withoutPlan = (error: ArmError): OctoError => {
  const told = toOctoError(error);
  return told.status === 422 ? toolsNeeded(error.message) : told;
};

/** Has the planner arm choose tools for a prompt. */
@Injectable()
export class ToolChoice {
  constructor(@Inject(ArmRegistry) private readonly arms: ArmRegistry) {}

  /**
   * Asks for a plan that uses the executor alone.
   * @throws UnprocessableError that says to name the tools when the planner does not choose any
   * @throws OctoError when it cannot be asked; the reason of the signal when that is aborted
   */
  async choose(request: ExecuteRequest, { signal, ...call }: ChoiceOptions): Promise<readonly ToolStep[]> {
    const input: PlannerInput = {
      goal: request.prompt,
      constraints: [],
      acceptance_criteria: [],
      required_capabilities: [],
      budget: Budget.parse({ max_time_seconds: Math.ceil(request.timeout_ms / 1_000) }),
      arms: this.arms.plannable.filter(({ arm_id }) => arm_id === executorArm.name),
    };
    const reply = await this.arms.call(plannerArm.name, {
      ...call,
      stepId: 'plan',
      attempt: 1,
      action: 'plan',
      input,
      budget: { max_tokens: 0, max_cost_usd: 0 },
      signal,
    });
    if (!reply.success) throw withoutPlan(reply.error);
    return plannedCalls(withToolRisks(PlannerOutput.parse(reply.output).plan), request);
  }
}
