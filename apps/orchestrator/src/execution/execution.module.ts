import { Inject, Module, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { type ConfigOf, type orchestrator, taskQueue } from '@octollm/catalogue';
import { createWorker, type QueueConnection, type WakeUpWorker } from '@octollm/queues';
import { CONFIG, LOGGER } from '@octollm/service-kit';
import type { Logger } from 'pino';
import { ArmsModule } from '../arms/arms.module.ts';
import { StoresModule } from '../stores/stores.module.ts';
import { QUEUE_CONNECTION, type TaskWakeUp } from '../stores/task-queue.ts';
import { Reconciler } from './reconciler.ts';
import { TaskRunner } from './task-runner.ts';
import { TaskWorker } from './task-worker.ts';

const WORKER = Symbol('octollm.task-queue-worker');

/** Takes wake-ups from the queue and works on their tasks. */
@Module({
  imports: [StoresModule, ArmsModule],
  providers: [
    TaskRunner,
    TaskWorker,
    Reconciler,
    {
      provide: WORKER,
      inject: [QUEUE_CONNECTION, CONFIG, TaskWorker, LOGGER],
      useFactory: (
        connection: QueueConnection,
        config: ConfigOf<typeof orchestrator>,
        worker: TaskWorker,
        logger: Logger,
      ): WakeUpWorker =>
        createWorker<TaskWakeUp>({
          connection,
          definition: taskQueue,
          concurrency: config.ORCHESTRATOR_CONCURRENCY,
          handle: (wakeUp) => worker.handle(wakeUp),
          onError: (error) => logger.warn({ error }, 'the worker of the task queue has an error'),
        }),
    },
  ],
})
export class ExecutionModule implements OnApplicationBootstrap, OnModuleDestroy {
  constructor(@Inject(WORKER) private readonly worker: WakeUpWorker) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.worker.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.worker.close();
  }
}
