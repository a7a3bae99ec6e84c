import { queueMetrics } from '@octollm/catalogue';
import type { Metrics } from '@octollm/telemetry';
import type { Logger } from 'pino';

/** How many jobs of a queue are where, over all replicas. */
export interface ShownQueue {
  readonly waiting: number;
  readonly active: number;
  readonly delayed: number;
  readonly failed: number;
  readonly oldestSeconds: number;
}

/** The queue is asked so often, and not for every reader of the metrics. */
const everyMs = 10_000;

/** Exports how a queue is and what becomes of its jobs, for a service that takes from it. */
export class QueueMeter {
  readonly #metrics: Metrics;
  readonly #queue: string;
  #timer: NodeJS.Timeout | undefined;

  constructor(metrics: Metrics, queue: string) {
    this.#metrics = metrics;
    this.#queue = queue;
  }

  /** Works on a job and counts it. @throws what the work fails with */
  async process(work: () => Promise<void>): Promise<void> {
    const processed = this.#metrics.counter(queueMetrics.processed);
    try {
      await work();
      processed.inc({ queue: this.#queue, outcome: 'completed' });
    } catch (error) {
      processed.inc({ queue: this.#queue, outcome: 'failed' });
      throw error;
    }
  }

  /** A job was given up. */
  deadLetter(): void {
    this.#metrics.counter(queueMetrics.deadLetters).inc({ queue: this.#queue });
  }

  /** Looks at the queue now and then, until `stop`. While it does not answer, what it last said stands. */
  watch(read: () => Promise<ShownQueue>, logger: Pick<Logger, 'warn'>): void {
    const look = (): void => {
      read().then(
        (state) => this.show(state),
        (error: unknown) => logger.warn({ error, queue: this.#queue }, 'a queue could not be measured'),
      );
    };
    look();
    this.#timer = setInterval(look, everyMs);
    this.#timer.unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  show({ oldestSeconds, ...jobs }: ShownQueue): void {
    const queue = this.#queue;
    for (const [state, count] of Object.entries(jobs))
      this.#metrics.gauge(queueMetrics.jobs).set({ queue, state }, count);
    this.#metrics.gauge(queueMetrics.oldest).set({ queue }, oldestSeconds);
  }
}
