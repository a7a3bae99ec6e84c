import { parseSentinelUrl, type SentinelUrl } from '@octollm/catalogue';
import {
  createPostgresBackend,
  createRedisBackend,
  type Job,
  type JobsOptions,
  type QueueOptions,
  type WorkerOptions,
  withBackend,
} from 'bullmq';
import type { QueueConnection } from './connection.ts';

/** The states of BullMQ's jobs that wake-ups pass through. */
type JobState = 'waiting' | 'prioritized' | 'active' | 'delayed' | 'failed';

/** As much of BullMQ's Queue as wake-ups need, on whichever backend. */
export interface JobQueue {
  add(name: string, payload: object, options: JobsOptions): Promise<unknown>;
  getJobCountByTypes(...types: ('waiting' | 'prioritized')[]): Promise<number>;
  getJobCounts(...types: JobState[]): Promise<Record<string, number>>;
  /** How many wait, by the number of their priority. */
  getCountsPerPriority(priorities: number[]): Promise<Record<string, number>>;
  getJobs(types: JobState[], start: number, end: number, asc: boolean): Promise<Pick<Job, 'timestamp'>[]>;
  waitUntilReady(): Promise<void>;
  close(): Promise<void>;
  disconnect(): Promise<void>;
  on(event: 'error', listener: (error: Error) => void): unknown;
}

/** As much of BullMQ's Worker as wake-ups need. */
export interface JobWorker {
  /** Jobs at a time; a worker that is full sees more places when a job ends or it is resumed. */
  concurrency: number;
  /** Resolves when the worker is closed, rejects when it cannot go on. */
  run(): Promise<void>;
  pause(doNotWaitActive: boolean): Promise<void>;
  resume(): Promise<void>;
  waitUntilReady(): Promise<void>;
  /** Before a worker that runs is closed: see RedisWorker. */
  settle(): Promise<void>;
  close(): Promise<void>;
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'failed', listener: (job: Job | undefined, error: Error) => void): unknown;
}

type Process = (job: Job) => Promise<void>;
type Without<Options> = Omit<Options, 'connection' | 'prefix'>;

// The backend goes to every instance: BullMQ's setDefaultBackendFactory would hold for the whole process.
const onRedis = withBackend(createRedisBackend);
const onPostgres = withBackend(createPostgresBackend);

class PostgresWorker extends onPostgres.Worker implements JobWorker {
  async settle(): Promise<void> {}
}

class RedisWorker extends onRedis.Worker implements JobWorker {
  /**
   * Resolves when the connection stands or has ended. BullMQ's close waits for the end of the connection on which it
   * waits for jobs, and would wait for ever while that is between two attempts to connect.
   */
  async settle(): Promise<void> {
    const client = await this.getBackend().blockingClient;
    if (client === undefined || ['ready', 'end'].includes(client.status)) return;
    await new Promise<void>((resolve) => {
      client.once('ready', resolve);
      client.once('end', resolve);
    });
  }
}

/** What the keys of our queues begin with in Redis. */
const prefix = 'octollm';

/**
 * Options, and never a client: BullMQ closes only connections that it has made itself. Once `closing` is aborted a
 * lost connection is not made again, so that commands which wait for it end and BullMQ's `close` with them.
 */
const redis = (url: string, closing: AbortSignal) => {
  const again = (attempt: number): number | null => (closing.aborted ? null : Math.min(attempt * 200, 2_000));
  const common = { connectTimeout: 5_000, retryStrategy: again };
  const address = parseSentinelUrl(url);
  return address === undefined
    ? { url, ...common }
    : { ...behindSentinels(address), ...common, sentinelRetryStrategy: again };
};

/** The client asks the sentinels for the master whenever it connects: after a failover that is another server. */
const behindSentinels = ({ sentinels, master, username, password, database, secure }: SentinelUrl) => ({
  sentinels: [...sentinels],
  name: master,
  username,
  password,
  db: database,
  ...(secure ? { tls: {}, sentinelTLS: {}, enableTLSForSentinelMode: true } : {}),
});

const postgres = (connectionString: string) => ({
  connectionString,
  migrate: true,
  max: 4,
  connectionTimeoutMillis: 5_000,
  application_name: 'octollm-queue',
});

/**
 * A queue on the backend that the connection names.
 * @param closing - is aborted before the queue is closed.
 */
export function openQueue(
  connection: QueueConnection,
  name: string,
  options: Without<QueueOptions>,
  closing: AbortSignal,
): JobQueue {
  if (connection.kind === 'postgres')
    return new onPostgres.Queue(name, { ...options, connection: postgres(connection.connectionString) });
  return new onRedis.Queue(name, {
    ...options,
    prefix,
    // A command fails at once while Redis is away: a request that adds a wake-up must not wait for it.
    connection: { ...redis(connection.url, closing), enableOfflineQueue: false, maxRetriesPerRequest: 0 },
  });
}

/**
 * A worker on the backend that the connection names.
 * @param closing - is aborted before the worker is closed.
 */
export function openWorker(
  connection: QueueConnection,
  name: string,
  process: Process,
  options: Without<WorkerOptions>,
  closing: AbortSignal,
): JobWorker {
  if (connection.kind === 'postgres')
    return new PostgresWorker(name, process, {
      ...options,
      connection: postgres(connection.connectionString),
    });
  return new RedisWorker(name, process, {
    ...options,
    prefix,
    connection: redis(connection.url, closing),
  });
}
