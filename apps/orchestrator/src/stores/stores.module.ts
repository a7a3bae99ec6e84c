import { Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { type ConfigOf, type orchestrator, taskQueue } from '@octollm/catalogue';
import {
  ActionLog,
  ApprovalStore,
  ArmStore,
  CheckpointStore,
  Database,
  DocumentStore,
  HoldStore,
  OperationsAudit,
  OperationsStore,
  SessionStore,
  TaskChangeFeed,
  TaskStore,
  UsageStore,
} from '@octollm/memory';
import { createQueue, type QueueConnection, type WakeUpQueue } from '@octollm/queues';
import type { LimiterStore } from '@octollm/resilience';
import { CONFIG, DatabaseMeter, LIMITER_STORE, LOGGER, Metrics, Readiness } from '@octollm/service-kit';
import type { Logger } from 'pino';
import { CONCURRENCY_LIMITER, limitProviders } from './limits.ts';
import { QUEUE_CONNECTION, TASK_QUEUE, type TaskWakeUp, wakeUpId } from './task-queue.ts';

type Config = ConfigOf<typeof orchestrator>;

const directUrl = (config: Config): string => config.DATABASE_DIRECT_URL ?? config.DATABASE_URL;

/** Opens the stores of the orchestrator, makes readiness look at them and closes them last. */
@Module({
  providers: [
    ...limitProviders,
    {
      provide: Database,
      inject: [CONFIG, Readiness, Metrics],
      useFactory: async (config: Config, readiness: Readiness, metrics: Metrics) => {
        const observer = new DatabaseMeter(metrics);
        const database = await Database.open({
          url: config.DATABASE_URL,
          directUrl: config.DATABASE_DIRECT_URL,
          replicaUrls: config.DATABASE_REPLICA_URLS,
          poolSize: config.DATABASE_POOL_SIZE,
          applicationName: 'orchestrator',
          observer,
        });
        observer.show(() => database.pools);
        readiness.add({ name: 'postgres', check: () => database.ping() });
        return database;
      },
    },
    { provide: ActionLog, inject: [Database], useFactory: (database: Database) => new ActionLog(database) },
    { provide: ArmStore, inject: [Database], useFactory: (database: Database) => new ArmStore(database) },
    { provide: HoldStore, inject: [Database], useFactory: (database: Database) => new HoldStore(database) },
    {
      provide: ApprovalStore,
      inject: [Database],
      useFactory: (database: Database) => new ApprovalStore(database),
    },
    {
      provide: SessionStore,
      inject: [Database],
      useFactory: (database: Database) => new SessionStore(database),
    },
    {
      provide: CheckpointStore,
      inject: [Database],
      useFactory: (database: Database) => new CheckpointStore(database),
    },
    { provide: TaskStore, inject: [Database], useFactory: (database: Database) => new TaskStore(database) },
    { provide: UsageStore, inject: [Database], useFactory: (database: Database) => new UsageStore(database) },
    {
      provide: OperationsStore,
      inject: [Database],
      useFactory: (database: Database) => new OperationsStore(database),
    },
    {
      provide: OperationsAudit,
      inject: [Database],
      useFactory: (database: Database) => new OperationsAudit(database),
    },
    {
      provide: DocumentStore,
      inject: [Database],
      useFactory: (database: Database) => new DocumentStore(database),
    },
    {
      provide: TaskChangeFeed,
      inject: [CONFIG],
      useFactory: async (config: Config) => {
        const feed = new TaskChangeFeed({ directUrl: directUrl(config) });
        await feed.start();
        return feed;
      },
    },
    {
      provide: QUEUE_CONNECTION,
      inject: [CONFIG],
      useFactory: (config: Config): QueueConnection =>
        config.QUEUE_REDIS_URL === undefined
          ? { kind: 'postgres', connectionString: directUrl(config) }
          : { kind: 'redis', url: config.QUEUE_REDIS_URL },
    },
    {
      provide: TASK_QUEUE,
      inject: [QUEUE_CONNECTION, LOGGER, Readiness],
      useFactory: (
        connection: QueueConnection,
        logger: Logger,
        readiness: Readiness,
      ): WakeUpQueue<TaskWakeUp> => {
        const queue = createQueue<TaskWakeUp>({
          connection,
          definition: taskQueue,
          idOf: wakeUpId,
          onError: (error) => logger.warn({ error }, 'the task queue has an error'),
        });
        readiness.add({ name: 'queue', check: () => queue.ping() });
        return queue;
      },
    },
  ],
  exports: [
    Database,
    ActionLog,
    ApprovalStore,
    SessionStore,
    CheckpointStore,
    ArmStore,
    HoldStore,
    TaskStore,
    UsageStore,
    OperationsAudit,
    OperationsStore,
    DocumentStore,
    TaskChangeFeed,
    TASK_QUEUE,
    QUEUE_CONNECTION,
    CONCURRENCY_LIMITER,
  ],
})
export class StoresModule implements OnApplicationShutdown {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(TaskChangeFeed) private readonly feed: TaskChangeFeed,
    @Inject(TASK_QUEUE) private readonly queue: WakeUpQueue<TaskWakeUp>,
    @Inject(LIMITER_STORE) private readonly limits: LimiterStore | null,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    this.limits?.close();
    await Promise.all([this.feed.close(), this.queue.close()]);
    await this.database.close();
  }
}
