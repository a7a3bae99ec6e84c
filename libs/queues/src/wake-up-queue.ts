import type { QueueDefinition } from '@octollm/catalogue';
import type { Priority } from '@octollm/contracts';
import { type JobQueue, openQueue } from './backend.ts';
import type { QueueConnection } from './connection.ts';
import { oldestTimestamp } from './oldest.ts';
import { priorityNumber } from './priority.ts';
import type { QueueState, WakeUpQueue } from './wake-up.ts';
import { within } from './within.ts';

/** What a queue is made from. */
export interface QueueOptions<Payload extends object> {
  readonly connection: QueueConnection;
  /** Which queue, from the catalogue. */
  readonly definition: QueueDefinition;
  /** What makes two wake-ups the same. */
  readonly idOf: (payload: Payload) => string;
  /** Hears of broken connections, which are repaired in the background. */
  readonly onError: (error: Error) => void;
}

/** Makes a queue. It connects with the first use. */
export function createQueue<Payload extends object>(options: QueueOptions<Payload>): WakeUpQueue<Payload> {
  return new BullWakeUpQueue(options);
}

/** How many of BullMQ's own events are kept; nobody reads them. */
const keptEvents = 100;

class BullWakeUpQueue<Payload extends object> implements WakeUpQueue<Payload> {
  readonly #options: QueueOptions<Payload>;
  readonly #closing = new AbortController();
  #opening: Promise<JobQueue> | undefined;

  constructor(options: QueueOptions<Payload>) {
    this.#options = options;
  }

  async add(payload: Payload, options: { priority?: Priority; delayMs?: number } = {}): Promise<void> {
    const { priority = 'medium', delayMs = 0 } = options;
    await this.#use((queue) =>
      queue.add('wake-up', payload, {
        priority: priorityNumber(priority),
        delay: delayMs,
        deduplication: {
          id: this.#options.idOf(payload),
          keepLastIfActive: true,
          // A wake-up for later does not put off the one that waits.
          reschedule: delayMs === 0,
        },
        // PostgreSQL is the truth about what happened; here a job that is done is gone.
        removeOnComplete: true,
        removeOnFail: true,
      }),
    );
  }

  waiting(): Promise<number> {
    return this.#use((queue) => queue.getJobCountByTypes('waiting', 'prioritized'));
  }

  state(): Promise<QueueState> {
    return this.#use(async (queue) => {
      const counts = await queue.getJobCounts('waiting', 'prioritized', 'active', 'delayed', 'failed');
      const { waiting = 0, prioritized = 0, active = 0, delayed = 0, failed = 0 } = counts;
      const oldest = await oldestTimestamp(queue);
      const oldestSeconds = oldest === undefined ? 0 : Math.max(0, (Date.now() - oldest) / 1_000);
      return { waiting: waiting + prioritized, active, delayed, failed, oldestSeconds };
    });
  }

  async ping(): Promise<void> {
    await this.waiting();
  }

  async close(): Promise<void> {
    this.#closing.abort();
    const opening = this.#opening;
    this.#opening = undefined;
    const queue = await opening?.catch(() => undefined);
    if (queue !== undefined) await closeQueue(queue);
  }

  #use<Result>(work: (queue: JobQueue) => Promise<Result>): Promise<Result> {
    this.#opening ??= this.#open();
    const opening = this.#opening;
    return within(async () => work(await opening));
  }

  /**
   * BullMQ remembers for ever that a first connection to PostgreSQL failed, so a queue that does not become ready is
   * thrown away and the next use makes another.
   */
  async #open(): Promise<JobQueue> {
    const { connection, definition, onError } = this.#options;
    const settings = { streams: { events: { maxLen: keptEvents } } };
    const queue = openQueue(connection, definition.name, settings, this.#closing.signal);
    queue.on('error', onError);
    try {
      await within(() => queue.waitUntilReady());
      return queue;
    } catch (error) {
      this.#opening = undefined;
      await closeQueue(queue);
      throw error;
    }
  }
}

/** BullMQ takes its leave of the server; when that is away it is left without. */
async function closeQueue(queue: JobQueue): Promise<void> {
  try {
    await queue.close();
  } catch {
    // Not waited for: while the client waits to connect again, it never says that it has ended.
    void queue.disconnect().catch(() => undefined);
  }
}
