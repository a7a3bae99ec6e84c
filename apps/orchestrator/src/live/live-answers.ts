import { type ArmNews, newId } from '@octollm/contracts';
import { LRUCache } from 'lru-cache';
import { LiveReader } from './live-reader.ts';
import { type LivePiece, PieceMaker } from './live-text.ts';
import { inParts, type LiveMessage, readMessage, written } from './messages.ts';
import { Outbox } from './outbox.ts';

/** A replica that is lost cannot say that nobody reads at it any more; no task lives longer than this. */
const forgottenAfterMs = 3_600_000;
const mostElsewhere = 10_000;

export interface LiveAnswersOptions {
  /** Names this replica. */
  readonly replica: string;
  /** Reaches all replicas, at their `hear`; what does not get there is lost. */
  readonly send: (messages: readonly string[]) => Promise<void>;
  /** Hears why messages were lost. */
  readonly onError: (error: unknown) => void;
}

/**
 * Answers of tasks while they are written, on their way from the replica that runs the task to those at which somebody
 * reads it. Nothing of it is stored, and whoever has missed a piece gets no further ones of that attempt: what a reader
 * lacks, the result brings.
 */
export class LiveAnswers {
  readonly #replica: string;
  readonly #send: LiveAnswersOptions['send'];
  readonly #onError: LiveAnswersOptions['onError'];
  readonly #outbox: Outbox;
  readonly #here = new Map<string, Set<LiveReader>>();
  /** The tasks that are read at each other replica. */
  readonly #elsewhere = new LRUCache<string, Set<string>>({
    max: mostElsewhere,
    ttl: forgottenAfterMs,
    perf: { now: () => Date.now() },
  });

  constructor({ replica, send, onError }: LiveAnswersOptions) {
    this.#replica = replica;
    this.#send = send;
    this.#onError = onError;
    this.#outbox = new Outbox(send, onError);
  }

  /**
   * Begins to read the answer of a task, which need not be there yet, and lets the other replicas know. To be closed.
   */
  async read(tenantId: string, taskId: string): Promise<LiveReader> {
    const key = keyOf(tenantId, taskId);
    const readers = this.#here.get(key) ?? new Set();
    const reader = new LiveReader(() => this.#leave(tenantId, taskId, reader));
    this.#here.set(key, readers.add(reader));
    try {
      // Not by way of the outbox, which takes its time: the task may begin at once.
      await this.#send([written({ kind: 'reads', ...this.#head(tenantId, taskId) })]);
    } catch (error) {
      this.#onError(error);
    }
    return reader;
  }

  /** Whether somebody reads the answer of a task, here or elsewhere. */
  isRead(tenantId: string, taskId: string): boolean {
    const key = keyOf(tenantId, taskId);
    return this.#here.has(key) || this.#elsewhere.has(key);
  }

  /** What is to hear all that the arm tells in one call that answers a task. */
  teller(tenantId: string, taskId: string): (news: ArmNews) => void {
    const pieces = new PieceMaker(newId());
    return (news) => {
      const piece = pieces.take(news);
      if (piece === undefined) return;
      this.#show(tenantId, taskId, piece);
      if (!this.#elsewhere.has(keyOf(tenantId, taskId))) return;
      for (const part of inParts(piece))
        this.#outbox.add(written({ kind: 'piece', ...this.#head(tenantId, taskId), ...part }));
    };
  }

  /** Takes a message of any replica. */
  hear(text: string): void {
    const message = readMessage(text);
    if (message === undefined || message.from === this.#replica) return;
    const { kind, tenant, task } = message;
    if (kind === 'piece') return this.#show(tenant, task, message);
    const key = keyOf(tenant, task);
    const replicas = this.#elsewhere.get(key) ?? new Set();
    if (kind === 'reads') this.#elsewhere.set(key, replicas.add(message.from));
    else if (replicas.delete(message.from) && replicas.size === 0) this.#elsewhere.delete(key);
  }

  /** Resolves when everything has been sent. */
  async close(): Promise<void> {
    await this.#outbox.idle();
  }

  #show(tenantId: string, taskId: string, piece: LivePiece): void {
    for (const reader of this.#here.get(keyOf(tenantId, taskId)) ?? []) reader.take(piece);
  }

  #leave(tenantId: string, taskId: string, reader: LiveReader): void {
    const key = keyOf(tenantId, taskId);
    const readers = this.#here.get(key);
    if (readers?.delete(reader) !== true || readers.size > 0) return;
    this.#here.delete(key);
    this.#outbox.add(written({ kind: 'left', ...this.#head(tenantId, taskId) }));
  }

  #head(tenant: string, task: string): Pick<LiveMessage, 'from' | 'tenant' | 'task'> {
    return { from: this.#replica, tenant, task };
  }
}

const keyOf = (tenantId: string, taskId: string): string => JSON.stringify([tenantId, taskId.toLowerCase()]);
