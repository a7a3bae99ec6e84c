import { Controller, Inject, Query, UseGuards } from '@nestjs/common';
import {
  type CallerClaims,
  FailureQuery,
  type FailureReport,
  PerformanceQuery,
  type PerformanceReport,
  routes,
} from '@octollm/contracts';
import { OperationsStore } from '@octollm/memory';
import type { WakeUpQueue } from '@octollm/queues';
import { InjectLogger, SchemaPipe } from '@octollm/service-kit';
import type { Logger } from 'pino';
import { TASK_QUEUE, type TaskWakeUp } from '../stores/task-queue.ts';
import { CallerGuard } from './caller.guard.ts';
import { Caller } from './caller.ts';
import { Implements } from './implements.ts';

/** Tells operators how the platform does and what fails. */
@Controller()
@UseGuards(CallerGuard)
export class OperationsController {
  constructor(
    @Inject(OperationsStore) private readonly operations: OperationsStore,
    @Inject(TASK_QUEUE) private readonly queue: WakeUpQueue<TaskWakeUp>,
    @InjectLogger() private readonly logger: Logger,
  ) {}

  @Implements(routes.getPerformance)
  async performance(
    @Query(new SchemaPipe(PerformanceQuery, 'query')) { window_minutes }: PerformanceQuery,
  ): Promise<PerformanceReport> {
    const [stored, wake_ups_queued] = await Promise.all([
      this.operations.performance(window_minutes),
      this.wakeUpsQueued(),
    ]);
    return { ...stored, window_minutes, work: { ...stored.work, wake_ups_queued } };
  }

  @Implements(routes.getErrors)
  async errors(
    @Caller() caller: CallerClaims,
    @Query(new SchemaPipe(FailureQuery, 'query')) query: FailureQuery,
  ): Promise<FailureReport> {
    const at = new Date().toISOString();
    const [items, all_tenants] = await Promise.all([
      this.operations.failures(caller.tenant_id, query.limit),
      this.operations.failureCounts(query.window_minutes),
    ]);
    return { at, items, all_tenants };
  }

  /** The report is worth reading, and all the more so, while the queue is away. */
  private async wakeUpsQueued(): Promise<number | null> {
    try {
      return await this.queue.waiting();
    } catch (error) {
      this.logger.warn({ error }, 'the task queue does not say how long it is');
      return null;
    }
  }
}
