import { Body, Controller, HttpCode, Inject, Param, UseGuards } from '@nestjs/common';
import { ApprovalRequest, type CallerClaims, routes, StepId, type Task } from '@octollm/contracts';
import { ApprovalStore, TaskStore } from '@octollm/memory';
import { Implements, SchemaPipe } from '@octollm/service-kit';
import { CallerGuard } from './caller.guard.ts';
import { Caller } from './caller.ts';
import { PathId } from './path-id.ts';
import { PathParameter } from './path-parameter.ts';
import { TaskIntake } from './task-intake.ts';

const statuses = { approve: 'approved', reject: 'rejected' } as const;

/** Takes decisions of people. What follows from them is for whoever works on the task, who is woken. */
@Controller()
@UseGuards(CallerGuard)
export class ApprovalsController {
  constructor(
    @Inject(ApprovalStore) private readonly approvals: ApprovalStore,
    @Inject(TaskStore) private readonly tasks: TaskStore,
    @Inject(TaskIntake) private readonly intake: TaskIntake,
  ) {}

  @Implements(routes.decideApproval)
  @HttpCode(200)
  async decide(
    @Caller() caller: CallerClaims,
    @Param('task_id', PathId) id: string,
    @Param('step_id', new PathParameter(StepId)) stepId: string,
    @Body(new SchemaPipe(ApprovalRequest)) { decision, comment }: ApprovalRequest,
  ): Promise<Task> {
    await this.approvals.decide(caller.tenant_id, id, stepId, {
      status: statuses[decision],
      actor: caller.sub,
      comment,
    });
    const task = await this.tasks.get(caller.tenant_id, id);
    await this.intake.wake(caller.tenant_id, task);
    return task;
  }
}
