import { gauge } from '@octollm/catalogue';
import { defineExporter } from './exporter.ts';

/** https://cloudnative-pg.io/documentation/current/monitoring/ */
export const cloudNativePg = defineExporter('postgres', {
  up: gauge({
    name: 'cnpg_collector_up',
    help: '1 while PostgreSQL answers its instance manager',
    labels: ['cluster'],
  }),
  replicationLag: gauge({ name: 'cnpg_pg_replication_lag', help: 'Seconds a standby is behind its primary' }),
  standbys: gauge({
    name: 'cnpg_pg_replication_streaming_replicas',
    help: 'Standbys that stream from this instance',
  }),
  archiveAge: gauge({
    name: 'cnpg_pg_stat_archiver_seconds_since_last_archival',
    help: 'Seconds since a segment of the log was archived',
  }),
  archiveFailureAge: gauge({
    name: 'cnpg_pg_stat_archiver_seconds_since_last_failure',
    help: 'Seconds since a segment of the log could not be archived; negative when that never happened',
  }),
  lastBackup: gauge({
    name: 'barman_cloud_cloudnative_pg_io_last_available_backup_timestamp',
    help: 'When the newest base backup was taken, in Unix time',
  }),
  size: gauge({ name: 'cnpg_pg_database_size_bytes', help: 'Size of a database', labels: ['datname'] }),
});
