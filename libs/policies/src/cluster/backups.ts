import { durationSeconds } from '../promql/duration.ts';
import { longestGapSeconds } from '../read/cron.ts';
import { at, listIn, shown, textIn } from '../read/json.ts';
import type { BackupKind, DeclaredBackup } from '../rules/rule.ts';
import type { Cluster } from './cluster.ts';
import type { Resource } from './resource.ts';

/** What may be lost at most, on a schedule that nobody declared: a duration, such as `6h`. */
export const rpoAnnotation = 'octollm.dev/rpo';

/** An object that makes backups. */
export interface Backup {
  readonly resource: Resource;
  readonly kind: BackupKind;
  /** Where the interval stands. */
  readonly path: string;
  /** Seconds between two of them at most; undefined when what stands there is no schedule. */
  readonly gap: number | undefined;
}

const bySchedule = (resource: Resource, kind: BackupKind): Backup => ({
  resource,
  kind,
  path: 'spec.schedule',
  gap: longestGapSeconds(textIn(at(resource.body, 'spec', 'schedule')) ?? ''),
});

const timeoutPath = 'spec.postgresql.parameters.archive_timeout';

/** CloudNativePG archives the log at least this often, unless it is told otherwise. */
const archiveTimeout = '5min';

/** A time of PostgreSQL: a number of seconds, or one with a unit. */
const postgresSeconds = (value: string): number | undefined =>
  /^\d+$/.test(value) ? Number(value) : durationSeconds(value.replace(/min$/, 'm'));

const byLog = (resource: Resource): readonly Backup[] => {
  const plugins = listIn(at(resource.body, 'spec', 'plugins'));
  const archives =
    plugins.some((plugin) => at(plugin, 'isWALArchiver') === true) ||
    at(resource.body, 'spec', 'backup', 'barmanObjectStore') !== undefined;
  const timeout = at(resource.body, 'spec', 'postgresql', 'parameters', 'archive_timeout') ?? archiveTimeout;
  return archives
    ? [{ resource, kind: 'log-archive', path: timeoutPath, gap: postgresSeconds(shown(timeout)) }]
    : [];
};

/** Every object that makes backups. A CronJob does when somebody says how much may be lost. */
export const backupsIn = (cluster: Cluster, declared: readonly DeclaredBackup[]): readonly Backup[] => [
  ...cluster.ofKind('Schedule').map((resource) => bySchedule(resource, 'velero')),
  ...cluster.ofKind('ScheduledBackup').map((resource) => bySchedule(resource, 'scheduled-backup')),
  ...cluster
    .ofKind('CronJob')
    .filter(
      ({ namespace, name, annotations }) =>
        annotations[rpoAnnotation] !== undefined ||
        declared.some((row) => row.kind === 'cron-job' && row.namespace === namespace && row.name === name),
    )
    .map((resource) => bySchedule(resource, 'cron-job')),
  ...cluster.ofKind('Cluster').flatMap(byLog),
];

/** The name by which a backup is declared and watched: a ScheduledBackup is known by its cluster. */
export const nameOf = ({ resource, kind }: Backup): string =>
  kind === 'scheduled-backup' ? (textIn(at(resource.body, 'spec', 'cluster', 'name')) ?? '') : resource.name;
