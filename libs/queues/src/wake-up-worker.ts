import type { QueueDefinition } from '@octollm/catalogue';
import { type JobWorker, openWorker } from './backend.ts';
import type { QueueConnection } from './connection.ts';
import type { WakeUpWorker } from './wake-up.ts';
import { within } from './within.ts';

/** What a worker is made from. */
export interface WorkerOptions<Payload extends object> {
  readonly connection: QueueConnection;
  /** Which queue, from the catalogue. */
  readonly definition: QueueDefinition;
  /** How many wake-ups it works on at the same time, until it is told otherwise. */
  readonly concurrency: number;
  /**
   * How long a wake-up is its own without renewal, in milliseconds. After a crash another worker gets it within one and
   * a half times that. A lease in PostgreSQL decides who works, so that a worker which is only slow does no harm.
   */
  readonly lockMs: number;
  /** Does what the wake-up is for. When it throws, onError hears of it and the wake-up is gone. */
  readonly handle: (payload: Payload) => Promise<void>;
  /** Hears what `handle` throws and of broken connections, which are repaired in the background. */
  readonly onError: (error: Error) => void;
}

/** Makes a worker. It does nothing before it is started. */
export function createWorker<Payload extends object>(options: WorkerOptions<Payload>): WakeUpWorker {
  return new BullWakeUpWorker(options);
}

/** How long a worker waits after its connection was lost before it asks for wake-ups again. */
const retryMs = 1_000;

/** A wake-up whose workers crash so often is given up; the reconciler brings it back, at its slower pace. */
const mostCrashes = 3;

class BullWakeUpWorker<Payload extends object> implements WakeUpWorker {
  readonly #options: WorkerOptions<Payload>;
  #worker: JobWorker | undefined;
  #closing: AbortController | undefined;
  #places: number;
  #inFlight = 0;
  /** Whether it stopped taking wake-ups though nobody closed it. */
  #ended = false;

  constructor(options: WorkerOptions<Payload>) {
    this.#options = options;
    this.#places = options.concurrency;
  }

  get running(): boolean {
    return this.#worker !== undefined && !this.#ended;
  }

  get inFlight(): number {
    return this.#inFlight;
  }

  limit(places: number): void {
    const wasFull = this.#inFlight >= this.#places;
    const grows = places > this.#places;
    this.#places = places;
    const worker = this.#worker;
    if (worker === undefined) return;
    worker.concurrency = places;
    if (wasFull && grows) void lookAgain(worker).catch(this.#options.onError);
  }

  async start(): Promise<void> {
    const { connection, definition, lockMs, onError } = this.#options;
    const closing = new AbortController();
    const settings = {
      concurrency: this.#places,
      autorun: false,
      lockDuration: lockMs,
      stalledInterval: lockMs / 2,
      maxStalledCount: mostCrashes,
      runRetryDelay: retryMs,
    };
    const worker = openWorker(
      connection,
      definition.name,
      (job) => this.#handle(job.data),
      settings,
      closing.signal,
    );
    worker.on('error', onError);
    worker.on('failed', (_job, error) => onError(error));
    try {
      await within(() => worker.waitUntilReady());
    } catch (error) {
      closing.abort();
      await worker.close();
      throw error;
    }
    this.#worker = worker;
    this.#ended = false;
    this.#closing = closing;
    void this.#run(worker);
  }

  async #run(worker: JobWorker): Promise<void> {
    try {
      await worker.run();
    } catch (error) {
      this.#options.onError(error instanceof Error ? error : new Error(String(error)));
    } finally {
      this.#ended = this.#worker === worker;
    }
  }

  async #handle(payload: Payload): Promise<void> {
    this.#inFlight++;
    try {
      await this.#options.handle(payload);
    } finally {
      this.#inFlight--;
    }
  }

  async close(): Promise<void> {
    const worker = this.#worker;
    this.#worker = undefined;
    this.#closing?.abort();
    await worker?.settle();
    await worker?.close();
  }
}

/**
 * BullMQ's worker, when it is full, waits for the end of a job before it counts its places again. Being resumed makes it
 * count at once, and the jobs that it has go on.
 */
async function lookAgain(worker: JobWorker): Promise<void> {
  await worker.pause(true);
  await worker.resume();
}
