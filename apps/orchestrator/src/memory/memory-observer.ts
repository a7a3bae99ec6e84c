import { Inject, Injectable } from '@nestjs/common';
import { memoryMetrics } from '@octollm/catalogue';
import { InjectLogger, Metrics } from '@octollm/service-kit';
import type { Logger } from 'pino';

/** What is done with memory: `log` writes down calls of tools, the others are actions of the retriever. */
export type MemoryOperation = 'solutions' | 'keep' | 'recall' | 'remember' | 'log';

/**
 * Counts what memory is asked and given. That an operation fails is said once, until it succeeds again: no task fails
 * because of it, and while the retriever is away every task would say the same.
 */
@Injectable()
export class MemoryObserver {
  readonly #failing = new Set<MemoryOperation>();

  constructor(
    @Inject(Metrics) private readonly metrics: Metrics,
    @InjectLogger() private readonly logger: Logger,
  ) {}

  /** Measures how long an operation takes, however it ends. */
  async timed<Result>(operation: MemoryOperation, work: () => Promise<Result>): Promise<Result> {
    const end = this.metrics.histogram(memoryMetrics.operationDuration).startTimer({ operation });
    try {
      return await work();
    } finally {
      end();
    }
  }

  succeeded(operation: MemoryOperation, times = 1): void {
    this.#count(operation, 'succeeded', times);
    if (this.#failing.delete(operation)) this.logger.info({ operation }, 'memory works again');
  }

  /** @param error what it failed with */
  failed(operation: MemoryOperation, error: unknown, times = 1): void {
    this.#count(operation, 'failed', times);
    if (this.#failing.has(operation)) return;
    this.#failing.add(operation);
    this.logger.warn({ operation, error }, 'memory fails; tasks go on without it');
  }

  /** Too much waited for it. */
  dropped(operation: MemoryOperation): void {
    this.#count(operation, 'dropped', 1);
  }

  #count(operation: MemoryOperation, outcome: 'succeeded' | 'failed' | 'dropped', times: number): void {
    this.metrics.counter(memoryMetrics.operations).inc({ operation, outcome }, times);
  }
}
