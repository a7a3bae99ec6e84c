import { taskMetrics } from '@octollm/catalogue';
import type { WakeUpQueue, WakeUpWorker } from '@octollm/queues';
import type { Metrics } from '@octollm/service-kit';
import type { Logger } from 'pino';
import type { SelfHealing } from '../health/self-healing.ts';
import type { TaskWakeUp } from '../stores/task-queue.ts';
import type { LoadSample, PoolLimit } from './pool-limit.ts';

const adaptEveryMs = 250;
const superviseEveryMs = 5_000;
/** A worker with free places that takes nothing for so many looks in a row, though wake-ups wait, has died. */
const deafLooks = 3;

/** Makes a worker that has not been started. */
export type MakeWorker = (places: number, handle: (wakeUp: TaskWakeUp) => Promise<void>) => WakeUpWorker;

export interface PoolOptions {
  readonly makeWorker: MakeWorker;
  readonly handle: (wakeUp: TaskWakeUp) => Promise<void>;
  readonly queue: Pick<WakeUpQueue<TaskWakeUp>, 'waiting'>;
  readonly limit: PoolLimit;
  readonly load: { sample(): Omit<LoadSample, 'peakInFlight'>; stop(): void };
  readonly healing: Pick<SelfHealing, 'record'>;
  readonly metrics: Metrics;
  readonly logger: Logger;
}

/**
 * Works on wake-ups, on as many at the same time as the load of the process allows, and replaces its worker when that
 * has died.
 */
export class Pool {
  readonly #options: PoolOptions;
  #worker: WakeUpWorker | undefined;
  /** Workers that were replaced and finish what they had in flight. */
  readonly #retiring = new Set<Promise<void>>();
  readonly #timers: NodeJS.Timeout[] = [];
  #supervising: Promise<void> | undefined;
  #isClosing = false;
  #inFlight = 0;
  #peak = 0;
  #taken = 0;
  #takenBefore = 0;
  #deaf = 0;

  constructor(options: PoolOptions) {
    this.#options = options;
  }

  /** @throws UnavailableError when the queue does not answer */
  async start(): Promise<void> {
    this.#worker = await this.#startWorker();
    this.#showLimit();
    this.#timers.push(
      setInterval(() => this.#adapt(), adaptEveryMs),
      setInterval(() => {
        this.#supervising ??= this.supervise().finally(() => {
          this.#supervising = undefined;
        });
      }, superviseEveryMs),
    );
  }

  /** Takes no more and waits for what is in flight. */
  async close(): Promise<void> {
    this.#isClosing = true;
    for (const timer of this.#timers) clearInterval(timer);
    await this.#supervising;
    this.#options.load.stop();
    await Promise.all([this.#worker?.close(), ...this.#retiring]);
  }

  /** Looks after the worker, and replaces one that has died. */
  async supervise(): Promise<void> {
    const reason = await this.#failing();
    if (reason === undefined || this.#isClosing) return;
    try {
      await this.#replace(reason);
    } catch (error) {
      this.#options.logger.warn({ error, reason }, 'the worker of the task queue could not be replaced yet');
    }
  }

  async #failing(): Promise<string | undefined> {
    const worker = this.#worker;
    if (worker === undefined) return undefined;
    if (!worker.running) return 'it had ended';
    const tookSome = this.#taken !== this.#takenBefore;
    this.#takenBefore = this.#taken;
    const idle = !tookSome && worker.inFlight < this.#options.limit.places;
    this.#deaf = idle && (await this.#wakeUpsWait()) ? this.#deaf + 1 : 0;
    return this.#deaf >= deafLooks ? 'it took nothing though wake-ups waited' : undefined;
  }

  async #wakeUpsWait(): Promise<boolean> {
    try {
      return (await this.#options.queue.waiting()) > 0;
    } catch {
      // The queue is away: the worker cannot be blamed, and connects again by itself.
      return false;
    }
  }

  async #replace(reason: string): Promise<void> {
    const dead = this.#worker;
    const next = await this.#startWorker();
    this.#worker = next;
    this.#deaf = 0;
    this.#options.healing.record({
      action: 'replace_worker',
      subject: 'task-queue',
      details: { reason, in_flight: dead?.inFlight ?? 0 },
    });
    if (dead !== undefined) this.#retire(dead);
  }

  #retire(worker: WakeUpWorker): void {
    const closed = worker
      .close()
      .catch((error: unknown) =>
        this.#options.logger.warn({ error }, 'a worker that was replaced did not close'),
      )
      .finally(() => this.#retiring.delete(closed));
    this.#retiring.add(closed);
  }

  async #startWorker(): Promise<WakeUpWorker> {
    const worker = this.#options.makeWorker(this.#options.limit.places, (wakeUp) => this.#handle(wakeUp));
    await worker.start();
    return worker;
  }

  async #handle(wakeUp: TaskWakeUp): Promise<void> {
    this.#taken++;
    this.#inFlight++;
    this.#peak = Math.max(this.#peak, this.#inFlight);
    try {
      await this.#options.handle(wakeUp);
    } finally {
      this.#inFlight--;
    }
  }

  #adapt(): void {
    const { limit, load } = this.#options;
    const before = limit.places;
    const places = limit.next({ ...load.sample(), peakInFlight: this.#peak });
    this.#peak = this.#inFlight;
    if (places === before) return;
    this.#worker?.limit(places);
    this.#showLimit();
  }

  #showLimit(): void {
    this.#options.metrics.gauge(taskMetrics.workersLimit).set(this.#options.limit.places);
  }
}
