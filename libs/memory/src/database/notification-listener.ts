import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { guarded } from './errors.ts';

/** What is listened to, and who hears it. */
export interface NotificationListenerOptions {
  /** PostgreSQL without a pooler: LISTEN belongs to a session, which a pooler does not keep. */
  readonly directUrl: string;
  /**
   * The channels, and who hears the notifications of each. Whoever may connect to the database may send any payload.
   */
  readonly channels: Readonly<Record<string, (payload: string) => void>>;
  /** Shown in pg_stat_activity. */
  readonly applicationName: string;
  /** Hears that notifications may have passed unheard, because the connection was lost and is there again. */
  readonly onGap: () => void;
  /** Hears of broken connections, after which the listener connects again by itself. */
  readonly onError: (error: unknown) => void;
}

const firstBackoffMs = 100;
const longestBackoffMs = 5_000;
/** A connection that a firewall dropped in silence is noticed within this time. */
const heartbeatMs = 15_000;

/** Listens to channels over a connection of its own, and connects again when that is lost. */
export class NotificationListener {
  readonly #options: NotificationListenerOptions;
  readonly #closing = new AbortController();
  #client: pg.Client | undefined;
  #heartbeat: NodeJS.Timeout | undefined;
  #reconnecting: Promise<void> | undefined;

  constructor(options: NotificationListenerOptions) {
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
    const { directUrl, applicationName, channels } = this.#options;
    const client = new pg.Client({
      connectionString: directUrl,
      application_name: applicationName,
      keepAlive: true,
      connectionTimeoutMillis: 5_000,
      query_timeout: 10_000,
    });
    client.on('error', (error) => this.#lost(client, error));
    client.on('notification', ({ channel, payload = '' }) => channels[channel]?.(payload));
    try {
      await client.connect();
      for (const channel of Object.keys(channels))
        await client.query(`LISTEN ${pg.escapeIdentifier(channel)}`);
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
    this.#options.onError(error);
    void client.end().catch(() => undefined);
    this.#reconnecting = this.#reconnect();
  }

  async #reconnect(): Promise<void> {
    for (let backoff = firstBackoffMs; !this.#closing.signal.aborted; ) {
      try {
        await this.#connect();
        this.#options.onGap();
        return;
      } catch (error) {
        this.#options.onError(error);
      }
      await delay(backoff, undefined, { signal: this.#closing.signal }).catch(() => undefined);
      backoff = Math.min(backoff * 2, longestBackoffMs);
    }
  }
}
