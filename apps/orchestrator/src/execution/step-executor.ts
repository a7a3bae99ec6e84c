import { Inject, Injectable } from '@nestjs/common';
import { coderArm, guardianArm, judgeArm, retrieverArm } from '@octollm/catalogue';
import type { Plan, PlanStep } from '@octollm/contracts';
import type { ExecuteStep, StepHistory } from '@octollm/engine';
import type { ClaimedTask } from '@octollm/memory';
import type { ArmReply } from '../arms/arm-client.ts';
import { ArmRegistry } from '../arms/arm-registry.ts';
import { EarlierReplies, type SameCall } from '../arms/earlier-replies.ts';
import { TaskBudgets } from '../budget/task-budgets.ts';
import { asksCoder } from '../memory/coder-solutions.ts';
import { SimilarSolutions } from '../memory/similar-solutions.ts';
import { executeLocally, isLocal } from '../swarm/local-arm.ts';

/**
 * Actions that only read and answer. What another one would have done is not done by giving its earlier answer again, and
 * a tool is asked for the world as it is now.
 */
const answering: ReadonlySet<string> = new Set([
  `${retrieverArm.name}/search`,
  `${retrieverArm.name}/answer`,
  `${retrieverArm.name}/ask`,
  `${judgeArm.name}/validate`,
  `${coderArm.name}/code`,
  `${guardianArm.name}/check`,
]);

const mayBeEarlier = ({ arm, action }: PlanStep): boolean => answering.has(`${arm}/${action}`);

/** Carries out the steps of tasks on the arms. */
@Injectable()
export class StepExecutors {
  constructor(
    @Inject(ArmRegistry) private readonly arms: ArmRegistry,
    @Inject(TaskBudgets) private readonly budgets: TaskBudgets,
    @Inject(SimilarSolutions) private readonly solutions: SimilarSolutions,
    @Inject(EarlierReplies) private readonly earlier: EarlierReplies,
  ) {}

  /**
   * What carries out the steps of one task, each until its own time or the task's is over.
   * @param history the steps as they are now; those that have ended leave their share of the budget to the others
   */
  for(
    claimed: ClaimedTask,
    plan: Plan,
    history: ReadonlyMap<string, StepHistory>,
    deadline: Date,
  ): ExecuteStep {
    const budget = this.budgets.of(claimed);
    budget.expect(plan.steps.filter(({ id }) => (history.get(id)?.status ?? 'unfinished') === 'unfinished'));
    return async ({ step, input, attempt, signal }) => {
      if (isLocal(step)) return executeLocally(step, input);
      const caller = { tenantId: claimed.lease.tenantId, taskId: claimed.task.id, stepId: step.id, signal };
      const asked = asksCoder(step) ? await this.solutions.addTo(input, caller) : input;
      const made = await budget.within(step, signal, (allowance) =>
        this.arms.call(step.arm, {
          ...caller,
          attempt,
          action: step.action,
          input: asked,
          idempotent: step.idempotent,
          budget: allowance,
          deadline: new Date(Math.min(deadline.getTime(), Date.now() + step.timeout_seconds * 1_000)),
        }),
      );
      const isLast = attempt >= step.retry.max_attempts;
      const reply = mayBeEarlier(step)
        ? this.orEarlier(
            { tenantId: caller.tenantId, arm: step.arm, action: step.action, input },
            made,
            isLast,
          )
        : made;
      if (reply.success) {
        const { output, confidence, usage, provenance, warnings } = reply;
        return { succeeded: true, output, confidence, usage, provenance, warnings };
      }
      return { succeeded: false, error: reply.error, usage: reply.usage, provenance: reply.provenance };
    };
  }

  private orEarlier(call: SameCall, made: ArmReply, isLast: boolean): ArmReply {
    if (!made.success) return this.earlier.instead(call, made, isLast || !made.error.retryable);
    this.earlier.remember(call, made);
    return made;
  }
}
