import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { type ConfigOf, type orchestrator, taskMetrics } from '@octollm/catalogue';
import { OverloadedError, type Priority } from '@octollm/contracts';
import { type Backlog, OperationsStore } from '@octollm/memory';
import { InjectConfig, InjectLogger, Metrics } from '@octollm/service-kit';
import type { Logger } from 'pino';

type Bounds = Pick<
  ConfigOf<typeof orchestrator>,
  'ORCHESTRATOR_MAX_QUEUE_AGE_SECONDS' | 'ORCHESTRATOR_MAX_QUEUED_TASKS'
>;

const everyMs = 1_000;
/** Critical work is refused at so many times the bounds. */
const criticalFactor = 2;
const longestRetrySeconds = 60;

/**
 * Refuses new work while too much waits, so that what was accepted is done in time. It measures in the database, once a
 * second at most and never for a request; what was measured last holds until then, so that a burst within a second is
 * let in.
 */
@Injectable()
export class BackPressure implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #maxAgeSeconds: number;
  readonly #maxTasks: number;
  #backlog: Backlog | undefined;
  #timer: NodeJS.Timeout | undefined;
  #measuring: Promise<void> | undefined;

  constructor(
    @Inject(OperationsStore) private readonly operations: Pick<OperationsStore, 'backlog'>,
    @Inject(Metrics) private readonly metrics: Metrics,
    @InjectConfig() config: Bounds,
    @InjectLogger() private readonly logger: Logger,
  ) {
    this.#maxAgeSeconds = config.ORCHESTRATOR_MAX_QUEUE_AGE_SECONDS;
    this.#maxTasks = config.ORCHESTRATOR_MAX_QUEUED_TASKS;
  }

  onApplicationBootstrap(): void {
    const measure = (): void => {
      this.#measuring ??= this.#measure();
    };
    measure();
    this.#timer = setInterval(measure, everyMs);
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.#timer);
    await this.#measuring;
  }

  /**
   * Lets work in.
   * @throws OverloadedError with Retry-After when too much waits, or something waits for too long; critical work passes
   * up to twice the bounds
   */
  admit(priority: Priority): void {
    const backlog = this.#backlog;
    if (backlog === undefined) return;
    const factor = priority === 'critical' ? criticalFactor : 1;
    if (backlog.oldest_seconds > this.#maxAgeSeconds * factor) this.#refuse('age', backlog.overdue, backlog);
    const surplus = backlog.waiting - this.#maxTasks * factor;
    if (surplus > 0) this.#refuse('count', surplus, backlog);
  }

  /** @param surplus tasks that must have begun before work is let in again */
  #refuse(reason: 'age' | 'count', surplus: number, { drained_per_second }: Backlog): never {
    this.metrics.counter(taskMetrics.refused).inc({ reason });
    const seconds = drained_per_second > 0 ? Math.ceil(surplus / drained_per_second) : longestRetrySeconds;
    throw new OverloadedError('More work waits than can be begun in time. Try again later.', {
      retryAfter: Math.min(Math.max(seconds, 1), longestRetrySeconds),
    });
  }

  async #measure(): Promise<void> {
    try {
      this.#backlog = await this.operations.backlog({
        maxAgeSeconds: this.#maxAgeSeconds,
        mostTasks: this.#maxTasks * criticalFactor + 1,
      });
      this.metrics.gauge(taskMetrics.queueAge).set(this.#backlog.oldest_seconds);
    } catch (error) {
      this.logger.warn({ error }, 'the work that waits could not be measured; trying again');
    } finally {
      this.#measuring = undefined;
    }
  }
}
