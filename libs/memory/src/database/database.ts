import { DataSource } from 'typeorm';
import type { PostgresDataSourceOptions } from 'typeorm/driver/postgres/PostgresDataSourceOptions.js';
import {
  type DatabaseObserver,
  type PoolName,
  type PoolState,
  poolStateOf,
  watchSource,
} from './database-watch.ts';
import { entities } from './entities.ts';
import { guarded } from './errors.ts';
import { migrateWithLock, pendingNames } from './migrate.ts';
import { migrations, migrationsTable } from './migrations/index.ts';
import { query } from './query.ts';
import { Reads } from './replicas/reads.ts';
import { Replica } from './replicas/replica.ts';
import { sql } from './sql.ts';

/** Where the database is and how it is used. */
export interface DatabaseOptions {
  /** `postgres://` URL; may lead to a pooler in transaction mode. */
  readonly url: string;
  /** PostgreSQL without a pooler, for migrations; `url` when left out. */
  readonly directUrl?: string;
  /**
   * `postgres://` URLs of standbys that stream from the server behind `url`. Reads of lists, usage and searches go to
   * one that is not behind, and to the primary when there is none; one that is down keeps nothing from starting.
   * @default none
   */
  readonly replicaUrls?: readonly string[] | undefined;
  /** Connections this process opens at most, to the primary and to each standby. */
  readonly poolSize: number;
  /** Shown in pg_stat_activity. */
  readonly applicationName: string;
  /**
   * Milliseconds in which a statement is to be answered; after that it fails with an UnavailableError, whatever became
   * of it, and its connection is closed. 0 waits for ever, which is for jobs. Migrations always do.
   * @default 8,000
   */
  readonly statementTimeoutMs?: number;
  /** Hears of idle connections that broke; the pool replaces them by itself. */
  readonly onError?: (error: Error) => void;
  /** Hears what becomes of statements. @default nobody does */
  readonly observer?: DatabaseObserver;
}

/** How long a caller waits for a connection before it gets an UnavailableError. */
const connectTimeoutMs = 5_000;

/** Shorter than a lease lasts, so that who renews one has time to try again. */
const defaultStatementTimeoutMs = 8_000;

/** The stores' way to the connections; not exported from the package. */
export let dataSourceOf: (database: Database) => DataSource;

/** The stores' way to what a standby may answer; not exported from the package. */
export let readsOf: (database: Database) => Reads;

/** The connection pool that the stores are built from. It keeps no state in sessions, so a pooler may sit between. */
export class Database {
  readonly #source: DataSource;
  readonly #reads: Reads;
  readonly #options: DatabaseOptions;

  readonly #sources = new Map<DataSource, PoolName>();

  private constructor(source: DataSource, options: DatabaseOptions) {
    this.#source = source;
    this.#options = options;
    this.#reads = new Reads(
      source,
      (options.replicaUrls ?? []).map(
        (url) =>
          new Replica(sourceOptions(options, url, options.poolSize), (replica) =>
            this.#watch(replica, 'replica'),
          ),
      ),
    );
    this.#watch(source, 'primary');
  }

  /** How many connections there are at this moment, to the primary and to each standby that was read. */
  get pools(): readonly PoolState[] {
    return [...this.#sources].map(([source, pool]) => poolStateOf(source, pool));
  }

  #watch(source: DataSource, pool: PoolName): void {
    this.#sources.set(source, pool);
    if (this.#options.observer !== undefined) watchSource(source, pool, this.#options.observer);
  }

  static {
    dataSourceOf = (database) => database.#source;
    readsOf = (database) => database.#reads;
  }

  /**
   * Connects.
   * @throws UnavailableError when the server does not answer within five seconds.
   */
  static async open(options: DatabaseOptions): Promise<Database> {
    const source = new DataSource(sourceOptions(options, options.url, options.poolSize));
    await guarded(() => source.initialize());
    return new Database(source, options);
  }

  /**
   * Brings the schema up to date, over the direct URL; only one process does it at a time, others wait.
   * @returns the names of the migrations that ran, in order; none when the schema was up to date.
   */
  async migrate(): Promise<string[]> {
    const direct = new DataSource(
      sourceOptions(
        { ...this.#options, statementTimeoutMs: 0 },
        this.#options.directUrl ?? this.#options.url,
        2,
      ),
    );
    return guarded(() => migrateWithLock(direct));
  }

  /** The names of the migrations that this code brings and the database has not seen, in order. */
  pendingMigrations(): Promise<string[]> {
    return guarded(() => pendingNames(this.#source));
  }

  /**
   * Asks the server for a sign of life.
   * @throws UnavailableError when there is none.
   */
  async ping(): Promise<void> {
    await query(this.#source, sql`SELECT 1`);
  }

  /** Waits for statements that run and closes every connection. */
  async close(): Promise<void> {
    await this.#reads.close();
    await this.#source.destroy();
  }
}

function sourceOptions(options: DatabaseOptions, url: string, poolSize: number): PostgresDataSourceOptions {
  return {
    type: 'postgres',
    url,
    poolSize,
    applicationName: options.applicationName,
    connectTimeoutMS: connectTimeoutMs,
    entities,
    migrations: [...migrations],
    migrationsTableName: migrationsTable,
    synchronize: false,
    installExtensions: false,
    logging: false,
    poolErrorHandler: (error: Error) => options.onError?.(error),
    // A connection that a firewall dropped in silence is noticed.
    extra: { keepAlive: true, query_timeout: options.statementTimeoutMs ?? defaultStatementTimeoutMs },
  };
}
