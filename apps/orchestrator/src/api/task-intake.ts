import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { taskMetrics } from '@octollm/catalogue';
import {
  type CallerClaims,
  newId,
  type Task,
  type TaskRequest,
  UnprocessableError,
} from '@octollm/contracts';
import { TaskStore } from '@octollm/memory';
import type { WakeUpQueue } from '@octollm/queues';
import { currentContext, formatTraceparent, InjectLogger, Metrics } from '@octollm/service-kit';
import type { Logger } from 'pino';
import { TASK_QUEUE, type TaskWakeUp } from '../stores/task-queue.ts';

const sha256 = (request: TaskRequest): string =>
  createHash('sha256').update(JSON.stringify(request)).digest('hex');

const traceparent = (): string => {
  const context = currentContext();
  if (context === undefined) throw new Error('A request is handled outside of its context.');
  return formatTraceparent(context.trace);
};

/** Stores tasks and wakes them. */
@Injectable()
export class TaskIntake {
  constructor(
    @Inject(TaskStore) private readonly tasks: TaskStore,
    @Inject(TASK_QUEUE) private readonly queue: WakeUpQueue<TaskWakeUp>,
    @Inject(Metrics) private readonly metrics: Metrics,
    @InjectLogger() private readonly logger: Logger,
  ) {}

  /**
   * Takes a task in, or finds the one that its idempotency key has made.
   * @throws IdempotencyKeyReusedError, UnprocessableError
   */
  async submit(caller: CallerClaims, request: TaskRequest, idempotencyKey?: string): Promise<Task> {
    if (request.approval !== 'none')
      throw new UnprocessableError('Approvals are not available yet. Leave approval out or set it to none.');
    const { task, created } = await this.tasks.create(caller.tenant_id, {
      id: newId(),
      request,
      actor: caller.sub,
      traceparent: traceparent(),
      ...(idempotencyKey === undefined
        ? {}
        : { idempotency: { key: idempotencyKey, bodySha256: sha256(request) } }),
    });
    if (created) {
      this.metrics.counter(taskMetrics.created).inc({ priority: task.priority });
      await this.wake(caller.tenant_id, task);
    }
    return task;
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
