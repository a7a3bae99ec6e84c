import type { DataSource } from 'typeorm';
import { type Database, dataSourceOf } from '../database/database.ts';
import { query } from '../database/query.ts';
import { type Sql, sql } from '../database/sql.ts';

/** Rows as PostgreSQL gives them: for people to read. */
type Rows = readonly Readonly<Record<string, unknown>>[];

/** What somebody who looks for a fault in the database asks first. No row holds a value of a parameter. */
export interface DatabaseDiagnosis {
  readonly server: Rows;
  /** Connections by program and state, with the age of the oldest transaction in seconds. */
  readonly connections: Rows;
  /** Who waits for whom, the longest wait first. */
  readonly waits: Rows;
  /** The tables that take most room, with dead rows and scans without an index. */
  readonly tables: Rows;
  /** The statements that took most time; null where pg_stat_statements is not loaded. */
  readonly statements: Rows | null;
}

const server = sql`
  SELECT current_setting('server_version') AS version, current_setting('max_connections')::int AS max_connections,
         (SELECT count(*)::int FROM pg_stat_activity WHERE backend_type = 'client backend') AS connections,
         pg_is_in_recovery() AS standby, pg_database_size(current_database())::float8 AS bytes,
         extract(epoch FROM now() - pg_postmaster_start_time())::float8 AS uptime_seconds`;

const connections = sql`
  SELECT application_name, state, count(*)::int AS count,
         max(extract(epoch FROM now() - xact_start))::float8 AS oldest_transaction_seconds
    FROM pg_stat_activity WHERE datname = current_database()
   GROUP BY 1, 2 ORDER BY 3 DESC`;

const waits = sql`
  SELECT pid, application_name, wait_event_type, wait_event, pg_blocking_pids(pid) AS blocked_by,
         extract(epoch FROM now() - query_start)::float8 AS seconds
    FROM pg_stat_activity
   WHERE datname = current_database() AND cardinality(pg_blocking_pids(pid)) > 0
   ORDER BY seconds DESC LIMIT 50`;

const tables = sql`
  SELECT relname AS table, pg_total_relation_size(relid)::float8 AS bytes, n_live_tup::float8 AS rows,
         n_dead_tup::float8 AS dead_rows, seq_scan::float8 AS scans_without_index, last_autovacuum, last_autoanalyze
    FROM pg_stat_user_tables ORDER BY 2 DESC LIMIT 30`;

/** The texts hold $1 in the place of every constant (https://www.postgresql.org/docs/current/pgstatstatements.html). */
const statements = sql`
  SELECT calls::float8, round(total_exec_time::numeric, 1)::float8 AS total_ms,
         round(mean_exec_time::numeric, 3)::float8 AS mean_ms, round(max_exec_time::numeric, 1)::float8 AS max_ms,
         rows::float8, left(regexp_replace(query, '\\s+', ' ', 'g'), 500) AS statement
    FROM pg_stat_statements
   WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
   ORDER BY total_exec_time DESC LIMIT 25`;

const counting = sql`
  SELECT current_setting('shared_preload_libraries') LIKE '%pg_stat_statements%' AS loaded,
         EXISTS (SELECT FROM pg_extension WHERE extname = 'pg_stat_statements') AS shown,
         (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) AS superuser`;

/** The server counts from its start on, if it was told to; an extension shows the counts, and may be made at any time. */
const mayShowStatements = async (source: DataSource): Promise<boolean> => {
  const [about] = await query<{ loaded: boolean; shown: boolean; superuser: boolean }>(source, counting);
  if (about?.loaded !== true) return false;
  if (!about.shown && about.superuser)
    await query(source, sql`CREATE EXTENSION IF NOT EXISTS pg_stat_statements`);
  return about.shown || about.superuser;
};

/**
 * Looks at the state of the server. A role without pg_read_all_stats sees less.
 * @throws UnavailableError when the server does not answer
 */
export const diagnoseDatabase = async (database: Database): Promise<DatabaseDiagnosis> => {
  const source = dataSourceOf(database);
  const rows = (statement: Sql): Promise<Rows> => query(source, statement);
  return {
    server: await rows(server),
    connections: await rows(connections),
    waits: await rows(waits),
    tables: await rows(tables),
    statements: (await mayShowStatements(source)) ? await rows(statements) : null,
  };
};
