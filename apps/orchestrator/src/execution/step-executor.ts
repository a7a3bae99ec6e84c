import { Inject, Injectable } from '@nestjs/common';
import type { Plan } from '@octollm/contracts';
import type { ExecuteStep } from '@octollm/engine';
import type { ClaimedTask, StoredStep } from '@octollm/memory';
import { ArmRegistry } from '../arms/arm-registry.ts';
import { TaskBudgets } from '../budget/task-budgets.ts';
import { executeLocally, isLocal } from '../swarm/local-arm.ts';

const hasEnded = ({ status }: StoredStep): boolean => status !== 'pending' && status !== 'running';

/** Carries out the steps of tasks on the arms. */
@Injectable()
export class StepExecutors {
  constructor(
    @Inject(ArmRegistry) private readonly arms: ArmRegistry,
    @Inject(TaskBudgets) private readonly budgets: TaskBudgets,
  ) {}

  /** What carries out the steps of one task, each until its own time or the task's is over. */
  for(claimed: ClaimedTask, plan: Plan, deadline: Date): ExecuteStep {
    const budget = this.budgets.of(claimed);
    const ended = new Set(claimed.steps.filter(hasEnded).map(({ id }) => id));
    budget.expect(plan.steps.filter(({ id }) => !ended.has(id)));
    return async ({ step, input, attempt, signal }) => {
      if (isLocal(step)) return executeLocally(step, input);
      const reply = await budget.within(step, signal, (allowance) =>
        this.arms.call(step.arm, {
          tenantId: claimed.lease.tenantId,
          taskId: claimed.task.id,
          stepId: step.id,
          attempt,
          action: step.action,
          input,
          idempotent: step.idempotent,
          budget: allowance,
          deadline: new Date(Math.min(deadline.getTime(), Date.now() + step.timeout_seconds * 1_000)),
          signal,
        }),
      );
      if (reply.success) {
        const { output, confidence, usage, provenance, warnings } = reply;
        return { succeeded: true, output, confidence, usage, provenance, warnings };
      }
      return { succeeded: false, error: reply.error, usage: reply.usage, provenance: reply.provenance };
    };
  }
}
