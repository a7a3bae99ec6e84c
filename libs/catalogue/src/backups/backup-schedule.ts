/** What makes a backup, and where Prometheus finds when that last went well. */
export type BackupMaker =
  /** A job of the platform: `kube_cronjob_status_last_successful_time{cronjob="..."}` of kube-state-metrics. */
  | { readonly kind: 'cron-job'; readonly cronJob: string }
  /** CloudNativePG, by a ScheduledBackup: `barman_cloud_cloudnative_pg_io_last_available_backup_timestamp`. */
  | { readonly kind: 'cnpg-base'; readonly cluster: string }
  /** CloudNativePG, all the time: `cnpg_pg_stat_archiver_seconds_since_last_archival`. */
  | { readonly kind: 'cnpg-wal'; readonly cluster: string }
  /** Velero, by a Schedule: `velero_backup_last_successful_timestamp{schedule="..."}`. */
  | { readonly kind: 'velero'; readonly schedule: string };

/** One row of the plan of backups: schedules, alerts and documents follow from it. */
export interface BackupSchedule {
  /** Unique within its environment. */
  readonly name: string;
  /** What it saves, to end the sentence "a backup of ...". */
  readonly of: string;
  readonly madeBy: BackupMaker;
  /** When, as cron has it with five fields, in UTC. @default all the time */
  readonly cron?: string;
  /** Seconds between two backups. */
  readonly everySeconds: number;
  /** The most that may be lost when this is all there is, in seconds; never less than `everySeconds`. */
  readonly rpoSeconds: number;
  /** The age in seconds at which the newest backup says that one is missing. */
  readonly lateAfterSeconds: number;
  readonly keptDays: number;
}
