import { Body, Controller, HttpCode, Inject, Param, Query, UseGuards } from '@nestjs/common';
import {
  type AuditTrail,
  type CallerClaims,
  CancelRequest,
  routes,
  type Task,
  type TaskPage,
  type TaskPlan,
  TaskQuery,
} from '@octollm/contracts';
import { TaskStore } from '@octollm/memory';
import { Implements, SchemaPipe } from '@octollm/service-kit';
import { CallerGuard } from './caller.guard.ts';
import { Caller } from './caller.ts';
import { PathId } from './path-id.ts';

/** Reads and cancels tasks. */
@Controller()
@UseGuards(CallerGuard)
export class TasksController {
  constructor(@Inject(TaskStore) private readonly tasks: TaskStore) {}

  @Implements(routes.listTasks)
  list(
    @Caller() caller: CallerClaims,
    @Query(new SchemaPipe(TaskQuery, 'query')) query: TaskQuery,
  ): Promise<TaskPage> {
    return this.tasks.list(caller.tenant_id, query);
  }

  @Implements(routes.getTask)
  get(@Caller() caller: CallerClaims, @Param('task_id', PathId) id: string): Promise<Task> {
    return this.tasks.get(caller.tenant_id, id);
  }

  @Implements(routes.deleteTask)
  delete(
    @Caller() caller: CallerClaims,
    @Param('task_id', PathId) id: string,
    @Body(new SchemaPipe(CancelRequest.optional())) body: CancelRequest | undefined,
  ): Promise<Task> {
    return this.tasks.cancel(caller.tenant_id, id, { reason: body?.reason, actor: caller.sub });
  }

  @Implements(routes.cancelTask)
  @HttpCode(200)
  cancel(
    @Caller() caller: CallerClaims,
    @Param('task_id', PathId) id: string,
    @Body(new SchemaPipe(CancelRequest.optional())) body: CancelRequest | undefined,
  ): Promise<Task> {
    return this.tasks.cancel(caller.tenant_id, id, { reason: body?.reason, actor: caller.sub });
  }

  @Implements(routes.getPlan)
  plan(@Caller() caller: CallerClaims, @Param('task_id', PathId) id: string): Promise<TaskPlan> {
    return this.tasks.plan(caller.tenant_id, id);
  }

  @Implements(routes.getAudit)
  audit(@Caller() caller: CallerClaims, @Param('task_id', PathId) id: string): Promise<AuditTrail> {
    return this.tasks.audit(caller.tenant_id, id);
  }
}
