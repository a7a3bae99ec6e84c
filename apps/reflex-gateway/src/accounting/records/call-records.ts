import { setTimeout as delay } from 'node:timers/promises';
import { reflexGateway } from '@octollm/catalogue';
import { type ModelCall, type ModelCallStore, StatementError } from '@octollm/memory';
import type { Metrics } from '@octollm/service-kit';
import type { Logger } from 'pino';
import { leaseMs } from '../money/tenant-lease.ts';

export interface CallRecordsOptions {
  readonly store: Pick<ModelCallStore, 'record'>;
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** How long a record waits at most before it is written, in milliseconds. @default 500 */
  readonly everyMs?: number;
  /** Records that wait at most while the store does not answer: some 40 MB. @default 100,000 */
  readonly most?: number;
}

const mostInBatch = 2_000;
const triesAtStop = 3;

/** Whether the store refuses the data itself, now and always: SQLSTATE classes 22 and 23. */
const isDataError = (error: unknown): boolean =>
  error instanceof StatementError && /^2[23]/.test(error.code ?? '');

/**
 * Writes down what calls have used, many in one statement, half a second after the first of them. So a process that is
 * killed loses the records of its last half second and what it could not write before; one that is stopped loses none.
 * While the store does not answer they wait; when too many do, the oldest are given up, which is logged and counted.
 */
export class CallRecords {
  readonly #options: CallRecordsOptions;
  readonly #everyMs: number;
  readonly #most: number;
  #waiting: ModelCall[] = [];
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<number> | undefined;

  constructor(options: CallRecordsOptions) {
    this.#options = options;
    this.#everyMs = options.everyMs ?? 500;
    this.#most = options.most ?? 100_000;
  }

  /** Takes in a call that has ended. */
  add(call: ModelCall): void {
    this.#waiting.push(call);
    if (this.#waiting.length > this.#most)
      this.#giveUp(this.#waiting.splice(0, mostInBatch), 'too many wait for the store');
    this.#tell();
    this.#timer ??= setTimeout(() => void this.flush(), this.#everyMs);
  }

  /** Writes what waits. Resolves to how many calls were written; what could not be is tried again later. */
  async flush(): Promise<number> {
    // What came while a batch was on its way is in the next one.
    if (this.#writing !== undefined) await this.#writing;
    this.#writing ??= this.#write().finally(() => {
      this.#writing = undefined;
    });
    return this.#writing;
  }

  /** Writes what waits, before the process ends. */
  async close(): Promise<void> {
    for (let tries = 0; tries < triesAtStop; tries++) {
      await this.flush();
      if (this.#waiting.length === 0) break;
      await delay(this.#everyMs);
    }
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#waiting.length > 0)
      this.#giveUp(this.#waiting.splice(0), 'the store did not answer before the stop');
  }

  async #write(): Promise<number> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    let written = 0;
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, mostInBatch);
      try {
        await this.#record(batch);
        written += batch.length;
      } catch (error) {
        this.#waiting = [...batch, ...this.#waiting];
        this.#options.logger.warn(
          { error, waiting: this.#waiting.length },
          'what calls have used could not be written; trying again',
        );
        this.#timer ??= setTimeout(() => void this.flush(), this.#everyMs * 2);
        break;
      }
    }
    this.#tell();
    return written;
  }

  /** A record that the store refuses does not keep the others from being written. */
  async #record(batch: readonly ModelCall[]): Promise<void> {
    try {
      await this.#options.store.record(batch, leaseMs);
    } catch (error) {
      if (!isDataError(error)) throw error;
      if (batch.length === 1) return this.#giveUp(batch, 'the store refused it', error);
      const middle = Math.ceil(batch.length / 2);
      await this.#record(batch.slice(0, middle));
      await this.#record(batch.slice(middle));
    }
  }

  #giveUp(calls: readonly ModelCall[], reason: string, error?: unknown): void {
    this.#options.metrics.counter(reflexGateway.metrics.callRecordsLost).inc(calls.length);
    this.#options.logger.error(
      { error, lost: calls.length, cost_nano_usd: calls.reduce((sum, call) => sum + call.costNanoUsd, 0) },
      `what calls have used is lost: ${reason}`,
    );
  }

  #tell(): void {
    this.#options.metrics.gauge(reflexGateway.metrics.callRecordsWaiting).set(this.#waiting.length);
  }
}
