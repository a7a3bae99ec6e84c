import { Controller, Inject, Query, UseGuards } from '@nestjs/common';
import { type ConfigOf, orchestrator, taskQueue } from '@octollm/catalogue';
import {
  type CallerClaims,
  type DebugArms,
  type DebugConfig,
  DebugQuery,
  type DebugQueues,
  type DebugTasks,
  routes,
} from '@octollm/contracts';
import { OperationsStore } from '@octollm/memory';
import type { QueueConnection } from '@octollm/queues';
import { Implements, InjectConfig, platformVersion, SchemaPipe } from '@octollm/service-kit';
import { ArmRegistry } from '../arms/arm-registry.ts';
import { shownSettings } from '../debug/shown-settings.ts';
import { replicaName } from '../replica.ts';
import { QUEUE_CONNECTION } from '../stores/task-queue.ts';
import { CallerGuard } from './caller.guard.ts';
import { Caller } from './caller.ts';
import { QueueLength } from './queue-length.ts';

const now = (): string => new Date().toISOString();

/** Shows operators what the platform is doing at this moment. */
@Controller()
@UseGuards(CallerGuard)
export class DebugController {
  constructor(
    @Inject(OperationsStore) private readonly operations: OperationsStore,
    @Inject(ArmRegistry) private readonly registry: ArmRegistry,
    @Inject(QueueLength) private readonly queue: QueueLength,
    @Inject(QUEUE_CONNECTION) private readonly connection: QueueConnection,
    @InjectConfig() private readonly configuration: ConfigOf<typeof orchestrator>,
  ) {}

  @Implements(routes.getDebugTasks)
  async tasks(
    @Caller() caller: CallerClaims,
    @Query(new SchemaPipe(DebugQuery, 'query')) { limit }: DebugQuery,
  ): Promise<DebugTasks> {
    const at = now();
    const [items, all_tenants] = await Promise.all([
      this.operations.activeTasks(caller.tenant_id, limit),
      this.operations.activeTaskCounts(),
    ]);
    return { at, items, all_tenants };
  }

  @Implements(routes.getDebugQueues)
  async queues(): Promise<DebugQueues> {
    const at = now();
    const [{ tasks_waiting, oldest_waiting_seconds }, wake_ups_queued] = await Promise.all([
      this.operations.work(),
      this.queue.read(),
    ]);
    const queue = { name: taskQueue.name, backend: this.connection.kind, wake_ups_queued };
    return { at, items: [{ ...queue, tasks_waiting, oldest_waiting_seconds }] };
  }

  @Implements(routes.getDebugArms)
  arms(): DebugArms {
    return { at: now(), replica: replicaName, items: [...this.registry.list()] };
  }

  @Implements(routes.getDebugConfig)
  config(): DebugConfig {
    return {
      service: orchestrator.name,
      replica: replicaName,
      version: platformVersion,
      settings: shownSettings(orchestrator.settings, this.configuration),
    };
  }
}
