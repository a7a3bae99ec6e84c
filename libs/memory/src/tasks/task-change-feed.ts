import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { guarded } from '../database/errors.ts';
import { ChangeListeners, type TaskChangeListener } from './change-listeners.ts';
import { changeChannel } from './statements/journal.ts';
import { parseTaskChange } from './task-change.ts';

/** Where the feed listens. */
export interface TaskChangeFeedOptions {
  /** PostgreSQL without a pooler: LISTEN belongs to a session, which a pooler does not keep. */
  readonly directUrl: string;
  /** Hears of broken connections, after which the feed connects again by itself, and of what listeners throw. */
  readonly onError?: (error: Error) => void;
}

const firstBackoffMs = 100;
const longestBackoffMs = 5_000;
/** A connection that a firewall dropped in silence is noticed within this time. */
const heartbeatMs = 15_000;

/**
 * Tells subscribers at once when an event of their task was committed, by any replica. It announces and does not
 * deliver: after a lost connection subscribers get `gap`, and they read the events from TaskStore anyway.
 */
export class TaskChangeFeed {
  readonly #options: TaskChangeFeedOptions;
  readonly #listeners = new ChangeListeners((error) => this.#report(error));
  readonly #closing = new AbortController();
  #client: pg.Client | undefined;
  #heartbeat: NodeJS.Timeout | undefined;
  #reconnecting: Promise<void> | undefined;

  constructor(options: TaskChangeFeedOptions) {
    this.#options = options;
  }

  /**
   * Connects and listens.
   * @throws UnavailableError when the server does not answer; later losses are repaired in the background.
   */
  async start(): Promise<void> {
    await guarded(() => this.#connect());
    this.#heartbeat = setInterval(() => void this.#beat(), heartbeatMs).unref();
  }

  /** Adds a listener for one task of a tenant. The function that is returned removes it. */
  subscribe(tenantId: string, taskId: string, listener: TaskChangeListener): () => void {
    return this.#listeners.add(tenantId, taskId, listener);
  }

  /** Stops listening and disconnects. */
  async close(): Promise<void> {
    this.#closing.abort();
    clearInterval(this.#heartbeat);
    await this.#reconnecting;
    const client = this.#client;
    this.#client = undefined;
    await client?.end();
  }

  async #connect(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.#options.directUrl,
      application_name: 'octollm-task-changes',
      keepAlive: true,
      connectionTimeoutMillis: 5_000,
      query_timeout: 10_000,
    });
    client.on('error', (error) => this.#lost(client, error));
    client.on('notification', ({ payload = '' }) => {
      const change = parseTaskChange(payload);
      if (change !== null) this.#listeners.tell(change);
    });
    try {
      await client.connect();
      await client.query(`LISTEN ${changeChannel}`);
    } catch (error) {
      await client.end().catch(() => undefined);
      throw error;
    }
    this.#client = client;
  }

  async #beat(): Promise<void> {
    const client = this.#client;
    try {
      await client?.query('SELECT 1');
    } catch (error) {
      if (client !== undefined) this.#lost(client, error);
    }
  }

  /** Runs once for a connection, however many errors it has. */
  #lost(client: pg.Client, error: unknown): void {
    if (client !== this.#client) return;
    this.#client = undefined;
    this.#report(error);
    void client.end().catch(() => undefined);
    this.#reconnecting = this.#reconnect();
  }

  async #reconnect(): Promise<void> {
    for (let backoff = firstBackoffMs; !this.#closing.signal.aborted; ) {
      try {
        await this.#connect();
        this.#listeners.tellGap();
        return;
      } catch (error) {
        this.#report(error);
      }
      await delay(backoff, undefined, { signal: this.#closing.signal }).catch(() => undefined);
      backoff = Math.min(backoff * 2, longestBackoffMs);
    }
  }

  #report(error: unknown): void {
    this.#options.onError?.(error instanceof Error ? error : new Error(String(error)));
  }
}
