import { counter, gauge } from '@octollm/catalogue';
import { defineExporter } from './exporter.ts';

/** https://github.com/prometheus-community/postgres_exporter */
export const postgresExporter = defineExporter('postgres-exporter', {
  up: gauge({ name: 'pg_up', help: '1 while PostgreSQL answers the exporter' }),
  connections: gauge({
    name: 'pg_stat_activity_count',
    help: 'Connections, by database and state',
    labels: ['datname', 'state'],
  }),
  backends: gauge({
    name: 'pg_stat_database_numbackends',
    help: 'Connections, by database',
    labels: ['datname'],
  }),
  maxConnections: gauge({ name: 'pg_settings_max_connections', help: 'max_connections' }),
  longestTransaction: gauge({
    name: 'pg_stat_activity_max_tx_duration',
    help: 'Seconds the oldest transaction has been open, by database and state',
    labels: ['datname', 'state'],
  }),
  replicationLag: gauge({
    name: 'pg_replication_lag_seconds',
    help: 'Seconds a standby is behind its primary; 0 on a primary',
  }),
  deadlocks: counter({ name: 'pg_stat_database_deadlocks', help: 'Deadlocks', labels: ['datname'] }),
  commits: counter({
    name: 'pg_stat_database_xact_commit',
    help: 'Transactions that were committed',
    labels: ['datname'],
  }),
  rollbacks: counter({
    name: 'pg_stat_database_xact_rollback',
    help: 'Transactions that were rolled back',
    labels: ['datname'],
  }),
  blocksHit: counter({
    name: 'pg_stat_database_blks_hit',
    help: 'Blocks found in the buffers',
    labels: ['datname'],
  }),
  blocksRead: counter({
    name: 'pg_stat_database_blks_read',
    help: 'Blocks read from disk',
    labels: ['datname'],
  }),
  size: gauge({ name: 'pg_database_size_bytes', help: 'Size of a database', labels: ['datname'] }),
  archiveFailures: counter({
    name: 'pg_stat_archiver_failed_count',
    help: 'Segments of the log that could not be archived',
  }),
  archiveAge: gauge({
    name: 'pg_stat_archiver_last_archive_age',
    help: 'Seconds since a segment of the log was archived',
  }),
});
