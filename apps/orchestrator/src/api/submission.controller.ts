import { createHash } from 'node:crypto';
import { Body, Controller, Inject, Res, UseGuards } from '@nestjs/common';
import { taskMetrics } from '@octollm/catalogue';
import {
  type CallerClaims,
  isTerminal,
  newId,
  routes,
  SubmitHeaders,
  type Task,
  TaskRequest,
  UnprocessableError,
} from '@octollm/contracts';
import { TaskStore } from '@octollm/memory';
import type { WakeUpQueue } from '@octollm/queues';
import {
  currentContext,
  formatTraceparent,
  HeadersOf,
  InjectLogger,
  Metrics,
  SchemaPipe,
} from '@octollm/service-kit';
import type { FastifyReply } from 'fastify';
import type { Logger } from 'pino';
import { TASK_QUEUE, type TaskWakeUp } from '../stores/task-queue.ts';
import { CallerGuard } from './caller.guard.ts';
import { Caller } from './caller.ts';
import { Implements } from './implements.ts';
import { waitSeconds } from './prefer.ts';
import { TaskWaiter } from './task-waiter.ts';

const sha256 = (request: TaskRequest): string =>
  createHash('sha256').update(JSON.stringify(request)).digest('hex');

const traceparent = (): string => {
  const context = currentContext();
  if (context === undefined) throw new Error('A request is handled outside of its context.');
  return formatTraceparent(context.trace);
};

/** Takes tasks in. */
@Controller()
@UseGuards(CallerGuard)
export class SubmissionController {
  constructor(
    @Inject(TaskStore) private readonly tasks: TaskStore,
    @Inject(TASK_QUEUE) private readonly queue: WakeUpQueue<TaskWakeUp>,
    @Inject(TaskWaiter) private readonly waiter: TaskWaiter,
    @Inject(Metrics) private readonly metrics: Metrics,
    @InjectLogger() private readonly logger: Logger,
  ) {}

  @Implements(routes.submitTask)
  async submit(
    @Caller() caller: CallerClaims,
    @HeadersOf(SubmitHeaders) headers: SubmitHeaders,
    @Body(new SchemaPipe(TaskRequest)) request: TaskRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Task> {
    if (request.approval !== 'none')
      throw new UnprocessableError('Approvals are not available yet. Leave approval out or set it to none.');
    const key = headers['idempotency-key'];
    const { task, created } = await this.tasks.create(caller.tenant_id, {
      id: newId(),
      request,
      actor: caller.sub,
      traceparent: traceparent(),
      ...(key === undefined ? {} : { idempotency: { key, bodySha256: sha256(request) } }),
    });
    if (created) {
      this.metrics.counter(taskMetrics.created).inc({ priority: task.priority });
      await this.wake(caller.tenant_id, task);
    }
    const seconds = waitSeconds(headers.prefer);
    const current =
      seconds > 0 ? await this.waiter.waitForEnd(caller.tenant_id, task, seconds * 1_000) : task;
    reply.header('location', `/api/v1/tasks/${task.id}`);
    if (seconds > 0) reply.header('preference-applied', `wait=${seconds}`);
    reply.status(seconds > 0 && isTerminal(current.status) ? 200 : 202);
    return current;
  }

  /** The task is safe in PostgreSQL already: without its wake-up the reconciler finds it. */
  private async wake(tenantId: string, task: Task): Promise<void> {
    try {
      await this.queue.add({ tenant_id: tenantId, task_id: task.id }, { priority: task.priority });
    } catch (error) {
      this.logger.warn(
        { error, task_id: task.id },
        'a task could not be queued; the reconciler will wake it',
      );
    }
  }
}
