import { Inject, Injectable } from '@nestjs/common';
import { coderArm, guardianArm, judgeArm, retrieverArm } from '@octollm/catalogue';
import type { Plan, PlanStep } from '@octollm/contracts';
import type { ExecuteStep, StepHistory } from '@octollm/engine';
import type { ClaimedTask } from '@octollm/memory';
import type { ArmReply } from '../arms/arm-client.ts';
import { ArmRegistry } from '../arms/arm-registry.ts';
import { EarlierReplies, type SameCall } from '../arms/earlier-replies.ts';
import { TaskBudgets } from '../budget/task-budgets.ts';
import { LiveAnswers } from '../live/live-answers.ts';
import { asksCoder } from '../memory/coder-solutions.ts';
import { SimilarSolutions } from '../memory/similar-solutions.ts';
import { executeLocally, isLocal } from '../swarm/local-arm.ts';
import { writingStep } from './answering-step.ts';
import { roundOf } from './rounds.ts';

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

/** The ids of the steps that write the answer: one of each round at most. */
const writingIn = ({ steps }: Plan): ReadonlySet<string | undefined> => {
  const rounds = new Set(steps.map(({ id }) => roundOf(id)));
  return new Set(
    [...rounds].map((round) => writingStep(steps.filter(({ id }) => roundOf(id) === round))?.id),
  );
};

/** Carries out the steps of tasks on the arms, and lets whoever reads along hear the step that writes the answer. */
@Injectable()
export class StepExecutors {
  constructor(
    @Inject(ArmRegistry) private readonly arms: ArmRegistry,
    @Inject(TaskBudgets) private readonly budgets: TaskBudgets,
    @Inject(SimilarSolutions) private readonly solutions: SimilarSolutions,
    @Inject(EarlierReplies) private readonly earlier: EarlierReplies,
    @Inject(LiveAnswers) private readonly live: Pick<LiveAnswers, 'isRead' | 'teller'>,
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
    const writing = writingIn(plan);
    return async ({ step, input, attempt, signal }) => {
      if (isLocal(step)) return executeLocally(step, input);
      const caller = { tenantId: claimed.lease.tenantId, taskId: claimed.task.id, stepId: step.id, signal };
      const isTold = writing.has(step.id) && this.live.isRead(caller.tenantId, caller.taskId);
      const asked = asksCoder(step) ? await this.solutions.addTo(input, caller) : input;
      const made = await budget.within(step, signal, (allowance) =>
        this.arms.call(step.arm, {
          ...caller,
          attempt,
          action: step.action,
          input: asked,
          idempotent: step.idempotent,
          budget: allowance,
          ...(isTold ? { tell: this.live.teller(caller.tenantId, caller.taskId) } : {}),
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
