import { Controller, Inject, Query, UseGuards } from '@nestjs/common';
import {
  type CallerClaims,
  FailureQuery,
  type FailureReport,
  PerformanceQuery,
  type PerformanceReport,
  routes,
} from '@octollm/contracts';
import { OperationsAudit, OperationsStore } from '@octollm/memory';
import { Implements, SchemaPipe } from '@octollm/service-kit';
import { ArmRegistry } from '../arms/arm-registry.ts';
import { CallerGuard } from './caller.guard.ts';
import { Caller } from './caller.ts';
import { QueueLength } from './queue-length.ts';

/** Tells operators how the platform does and what fails. */
@Controller()
@UseGuards(CallerGuard)
export class OperationsController {
  constructor(
    @Inject(OperationsStore) private readonly operations: OperationsStore,
    @Inject(OperationsAudit) private readonly audit: OperationsAudit,
    @Inject(ArmRegistry) private readonly arms: ArmRegistry,
    @Inject(QueueLength) private readonly queue: QueueLength,
  ) {}

  @Implements(routes.getPerformance)
  async performance(
    @Query(new SchemaPipe(PerformanceQuery, 'query')) { window_minutes }: PerformanceQuery,
  ): Promise<PerformanceReport> {
    const [stored, wake_ups_queued] = await Promise.all([
      this.operations.performance(window_minutes),
      this.queue.read(),
    ]);
    return {
      ...stored,
      window_minutes,
      work: { ...stored.work, wake_ups_queued },
      anomalies: [...this.arms.anomalies()],
    };
  }

  @Implements(routes.getErrors)
  async errors(
    @Caller() caller: CallerClaims,
    @Query(new SchemaPipe(FailureQuery, 'query')) query: FailureQuery,
  ): Promise<FailureReport> {
    const at = new Date().toISOString();
    const [items, all_tenants, healing] = await Promise.all([
      this.operations.failures(caller.tenant_id, query.limit),
      this.operations.failureCounts(query.window_minutes),
      this.audit.recent(query.window_minutes),
    ]);
    return { at, items, all_tenants, breakers: [...this.arms.breakers()], healing };
  }
}
