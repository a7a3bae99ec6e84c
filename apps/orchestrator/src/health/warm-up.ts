import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { ConfigOf, orchestrator } from '@octollm/catalogue';
import { newId, TaskQuery } from '@octollm/contracts';
import { Database, OperationsStore, TaskStore } from '@octollm/memory';
import type { WakeUpQueue } from '@octollm/queues';
import { InjectConfig, InjectLogger, type ServiceClient, ServiceClients } from '@octollm/service-kit';
import type { Logger } from 'pino';
import { TASK_QUEUE, type TaskWakeUp } from '../stores/task-queue.ts';
import { rehearseTools } from './rehearse-tools.ts';

type Config = Pick<ConfigOf<typeof orchestrator>, 'DATABASE_POOL_SIZE'>;

/** As many connections to an arm as a first request is likely to need. */
const connections = 5;
const timeoutMs = 2_000;
/** No tenant has this name: nothing is found, and nothing changes. */
const nobody = 'warm-up';

/**
 * Does once, before the service is ready, what the first requests would wait for: opens connections to the database, the
 * queue and the arms, has the hot statements planned and the hot code compiled. What fails is logged and nothing more.
 */
@Injectable()
export class WarmUp implements OnApplicationBootstrap {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(TaskStore) private readonly tasks: TaskStore,
    @Inject(OperationsStore) private readonly operations: OperationsStore,
    @Inject(TASK_QUEUE) private readonly queue: WakeUpQueue<TaskWakeUp>,
    @Inject(ServiceClients) private readonly clients: ServiceClients,
    @InjectConfig() private readonly config: Config,
    @InjectLogger() private readonly logger: Logger,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const started = performance.now();
    await Promise.all([
      this.attempt('database', () => this.readDatabase()),
      this.attempt('queue', () => this.queue.ping()),
      this.attempt('engine', rehearseTools),
      ...this.clients.all.map((client) => this.attempt(client.name, () => connect(client))),
    ]);
    const duration_ms = Math.round(performance.now() - started);
    this.logger.info({ duration_ms }, 'warmed up');
  }

  private async readDatabase(): Promise<void> {
    const { DATABASE_POOL_SIZE: size } = this.config;
    await Promise.all(Array.from({ length: size }, () => this.database.ping()));
    await Promise.all([
      this.tasks.find(nobody, newId()),
      this.tasks.list(nobody, TaskQuery.parse({})),
      this.tasks.plan(nobody, newId()).catch(() => undefined),
      this.tasks.claim(nobody, newId(), nobody, 1),
      this.operations.work(),
    ]);
  }

  private async attempt(subject: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.logger.info({ error, subject }, 'a part could not be warmed up');
    }
  }
}

/** Opens connections to a service; liveness looks at nothing there. */
const connect = async (client: ServiceClient): Promise<void> => {
  const one = async (): Promise<void> => {
    const { body } = await client.request({ method: 'GET', path: '/health/live', timeoutMs });
    await body.dump();
  };
  await Promise.all(Array.from({ length: connections }, one));
};
