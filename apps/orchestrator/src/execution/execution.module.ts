import { Inject, Module, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { type ConfigOf, type orchestrator, taskQueue } from '@octollm/catalogue';
import { createWorker, type QueueConnection, type WakeUpQueue } from '@octollm/queues';
import { CONFIG, InjectLogger, LOGGER, Metrics, QueueMeter } from '@octollm/service-kit';
import type { Logger } from 'pino';
import { ArmsModule } from '../arms/arms.module.ts';
import { BudgetModule } from '../budget/budget.module.ts';
import { SelfHealing } from '../health/self-healing.ts';
import { VitalsModule } from '../health/vitals.module.ts';
import { LiveModule } from '../live/live.module.ts';
import { MemoryModule } from '../memory/memory.module.ts';
import { StoresModule } from '../stores/stores.module.ts';
import { QUEUE_CONNECTION, TASK_QUEUE, type TaskWakeUp } from '../stores/task-queue.ts';
import { Planner } from './planner.ts';
import { Planning } from './planning.ts';
import { Pool } from './pool.ts';
import { PoolLimit } from './pool-limit.ts';
import { PoolLoad } from './pool-load.ts';
import { Reconciler } from './reconciler.ts';
import { Repair } from './repair.ts';
import { StepExecutors } from './step-executor.ts';
import { TaskRunner } from './task-runner.ts';
import { TaskWorker } from './task-worker.ts';

/** A replica begins with this part of what it may work on at most. */
const leastPart = 5;

/** Takes wake-ups from the queue and works on their tasks. */
@Module({
  imports: [StoresModule, ArmsModule, BudgetModule, LiveModule, MemoryModule, VitalsModule],
  providers: [
    Planner,
    Planning,
    Repair,
    StepExecutors,
    TaskRunner,
    TaskWorker,
    Reconciler,
    {
      provide: QueueMeter,
      inject: [Metrics],
      useFactory: (metrics: Metrics) => new QueueMeter(metrics, taskQueue.name),
    },
    {
      provide: Pool,
      inject: [QUEUE_CONNECTION, TASK_QUEUE, CONFIG, TaskWorker, QueueMeter, SelfHealing, Metrics, LOGGER],
      useFactory: (
        connection: QueueConnection,
        queue: WakeUpQueue<TaskWakeUp>,
        config: ConfigOf<typeof orchestrator>,
        worker: TaskWorker,
        meter: QueueMeter,
        healing: SelfHealing,
        metrics: Metrics,
        logger: Logger,
      ): Pool => {
        const most = config.ORCHESTRATOR_CONCURRENCY;
        return new Pool({
          makeWorker: (concurrency, handle) =>
            createWorker<TaskWakeUp>({
              connection,
              definition: taskQueue,
              concurrency,
              lockMs: config.ORCHESTRATOR_LEASE_SECONDS * 1_000,
              handle,
              onError: (error) => logger.warn({ error }, 'the worker of the task queue has an error'),
            }),
          handle: (wakeUp) => meter.process(() => worker.handle(wakeUp)),
          queue,
          limit: new PoolLimit({ least: Math.ceil(most / leastPart), most }),
          load: new PoolLoad(),
          healing,
          metrics,
          logger,
        });
      },
    },
  ],
})
export class ExecutionModule implements OnApplicationBootstrap, OnModuleDestroy {
  constructor(
    @Inject(Pool) private readonly pool: Pool,
    @Inject(QueueMeter) private readonly meter: QueueMeter,
    @Inject(TASK_QUEUE) private readonly queue: WakeUpQueue<TaskWakeUp>,
    @InjectLogger() private readonly logger: Logger,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.pool.start();
    this.meter.watch(() => this.queue.state(), this.logger);
  }

  async onModuleDestroy(): Promise<void> {
    this.meter.stop();
    await this.pool.close();
  }
}
