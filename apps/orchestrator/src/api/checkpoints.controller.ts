import { Body, Controller, Inject, Param, Res, UseGuards } from '@nestjs/common';
import { type CallerClaims, type CheckpointList, ForkRequest, routes, type Task } from '@octollm/contracts';
import { CheckpointStore } from '@octollm/memory';
import { Implements, SchemaPipe } from '@octollm/service-kit';
import type { FastifyReply } from 'fastify';
import { CallerGuard } from './caller.guard.ts';
import { Caller } from './caller.ts';
import { PathId } from './path-id.ts';
import { TaskIntake } from './task-intake.ts';

/** Goes back to an earlier moment of a task, with another task. */
@Controller()
@UseGuards(CallerGuard)
export class CheckpointsController {
  constructor(
    @Inject(CheckpointStore) private readonly checkpoints: CheckpointStore,
    @Inject(TaskIntake) private readonly intake: TaskIntake,
  ) {}

  @Implements(routes.listCheckpoints)
  list(@Caller() caller: CallerClaims, @Param('task_id', PathId) id: string): Promise<CheckpointList> {
    return this.checkpoints.list(caller.tenant_id, id);
  }

  @Implements(routes.forkTask)
  async fork(
    @Caller() caller: CallerClaims,
    @Param('task_id', PathId) id: string,
    @Body(new SchemaPipe(ForkRequest)) body: ForkRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Task> {
    const task = await this.intake.fork(caller, id, body);
    reply.status(202).header('location', `/api/v1/tasks/${task.id}`);
    return task;
  }
}
