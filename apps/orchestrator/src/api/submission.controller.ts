import { Body, Controller, Inject, Res, UseGuards } from '@nestjs/common';
import {
  type CallerClaims,
  isTerminal,
  routes,
  SubmitHeaders,
  type Task,
  TaskRequest,
} from '@octollm/contracts';
import { HeadersOf, Implements, SchemaPipe } from '@octollm/service-kit';
import type { FastifyReply } from 'fastify';
import { CallerGuard } from './caller.guard.ts';
import { Caller } from './caller.ts';
import { waitSeconds } from './prefer.ts';
import { TaskIntake } from './task-intake.ts';
import { TaskWaiter } from './task-waiter.ts';

/** Takes tasks in. */
@Controller()
@UseGuards(CallerGuard)
export class SubmissionController {
  constructor(
    @Inject(TaskIntake) private readonly intake: TaskIntake,
    @Inject(TaskWaiter) private readonly waiter: TaskWaiter,
  ) {}

  @Implements(routes.submitTask)
  async submit(
    @Caller() caller: CallerClaims,
    @HeadersOf(SubmitHeaders) headers: SubmitHeaders,
    @Body(new SchemaPipe(TaskRequest)) request: TaskRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Task> {
    const task = await this.intake.submit(caller, request, {
      idempotencyKey: headers['idempotency-key'],
    });
    const seconds = waitSeconds(headers.prefer);
    const current =
      seconds > 0 ? await this.waiter.waitForEnd(caller.tenant_id, task, seconds * 1_000) : task;
    reply.header('location', `/api/v1/tasks/${task.id}`);
    if (seconds > 0) reply.header('preference-applied', `wait=${seconds}`);
    reply.status(seconds > 0 && isTerminal(current.status) ? 200 : 202);
    return current;
  }
}
