import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { ingestQueue } from '@octollm/catalogue';
import { createWorker, type WakeUpWorker } from '@octollm/queues';
import { InjectConfig, InjectLogger, QueueMeter } from '@octollm/service-kit';
import type { Logger } from 'pino';
import type { RetrieverConfig } from '../stores/config.ts';
import {
  INGEST_QUEUE,
  type IngestQueue,
  type IngestWakeUp,
  queueConnection,
} from '../stores/ingest-queue.ts';
import { Indexer } from './indexer.ts';
import { VectorRenewer } from './vector-renewer.ts';

/** Indexing is work for the processor; more at a time would only take turns. */
const concurrency = 2;
/** A wake-up whose worker was killed goes to another one within one and a half times this. */
const lockMs = 10_000;

/** Takes the documents that wait in the queue and indexes them, or makes new vectors for those that are indexed. */
@Injectable()
export class IndexingWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #worker: WakeUpWorker;

  constructor(
    @InjectConfig() config: RetrieverConfig,
    @Inject(Indexer) indexer: Indexer,
    @Inject(VectorRenewer) renewer: VectorRenewer,
    @Inject(INGEST_QUEUE) private readonly queue: IngestQueue,
    @Inject(QueueMeter) private readonly meter: QueueMeter,
    @InjectLogger() private readonly logger: Logger,
  ) {
    this.#worker = createWorker<IngestWakeUp>({
      connection: queueConnection(config),
      definition: ingestQueue,
      concurrency,
      lockMs,
      handle: (wakeUp) =>
        meter.process(async () => {
          if (!(await indexer.index(wakeUp))) await renewer.renew(wakeUp);
        }),
      onError: (error) => logger.warn({ error }, 'the indexing worker was disturbed'),
    });
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.#worker.start();
    this.meter.watch(() => this.queue.state(), this.logger);
  }

  /** Waits for the documents in work. */
  async beforeApplicationShutdown(): Promise<void> {
    this.meter.stop();
    await this.#worker.close();
  }
}
