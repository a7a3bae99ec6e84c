import { type Backup, backupsIn, nameOf, rpoAnnotation } from '../cluster/backups.ts';
import type { Cluster } from '../cluster/cluster.ts';
import { alertRules } from '../cluster/prometheus-rules.ts';
import { durationSeconds } from '../promql/duration.ts';
import { queryIn } from '../promql/query.ts';
import type { Selector } from '../promql/selectors.ts';
import { at, listIn, textIn } from '../read/json.ts';
import { type BackupKind, type DeclaredBackup, type Fault, fault, type Rule } from './rule.ts';

/** Says whether and how what is on a volume is backed up: a word, such as `velero` or `none`. */
const backupLabel = 'octollm.dev/backup';
const declarationOf = (backup: Backup, declared: readonly DeclaredBackup[]): DeclaredBackup | undefined =>
  declared.find(
    (row) =>
      row.kind === backup.kind &&
      row.name === nameOf(backup) &&
      // Schedules of Velero are in its own namespace, whatever they save.
      (row.kind === 'velero' || row.namespace === backup.resource.namespace),
  );

const rpoOf = (backup: Backup, declared: readonly DeclaredBackup[]): number | undefined =>
  declarationOf(backup, declared)?.rpoSeconds ??
  durationSeconds(backup.resource.annotations[rpoAnnotation] ?? '');

const intervalFaults = (backup: Backup, declared: readonly DeclaredBackup[]): readonly Fault[] => {
  const { resource, path, gap } = backup;
  const rpo = rpoOf(backup, declared);
  if (rpo === undefined)
    return [fault(resource, `metadata.annotations["${rpoAnnotation}"]`, 'Nobody said how much may be lost.')];
  if (gap === undefined) return [fault(resource, path, 'This is no schedule.')];
  return gap <= rpo
    ? []
    : [fault(resource, path, `Up to ${gap} s lie between two backups, and ${rpo} s may be lost.`)];
};

/** What says when the last backup of a kind succeeded, and the label that tells one schedule from another. */
const ageMetrics: Readonly<
  Record<BackupKind, { readonly metrics: readonly RegExp[]; readonly label: string }>
> = {
  velero: { metrics: [/^velero_backup_last_successful_timestamp$/], label: 'schedule' },
  'cron-job': { metrics: [/^kube_cronjob_status_last_successful_time$/], label: 'cronjob' },
  'scheduled-backup': { metrics: [/last_available_backup_timestamp$/], label: 'cluster' },
  'log-archive': {
    metrics: [/archiver_seconds_since_last_archival$/, /^pg_stat_archiver_last_archive_age$/],
    label: 'cluster',
  },
};

const watches = ({ metric, matchers }: Selector, backup: Backup): boolean => {
  const { metrics, label } = ageMetrics[backup.kind];
  if (!metrics.some((pattern) => pattern.test(metric))) return false;
  return matchers
    .filter((matcher) => matcher.label === label)
    .every(({ operator, value }) =>
      operator === '='
        ? value === nameOf(backup)
        : operator !== '=~' || value.split('|').includes(nameOf(backup)),
    );
};

const unwatched = (cluster: Cluster, backups: readonly Backup[]): readonly Fault[] => {
  const alerts = alertRules(cluster);
  if (alerts.length === 0) return [];
  const selectors = alerts.flatMap(({ expression }) => queryIn(expression).selectors);
  return backups
    .filter((backup) => !selectors.some((selector) => watches(selector, backup)))
    .map((backup) =>
      fault(backup.resource, backup.path, 'No alert says when the last backup is too old.', nameOf(backup)),
    );
};

const unclassified = (cluster: Cluster): readonly Fault[] => [
  ...cluster
    .ofKind('PersistentVolumeClaim')
    .filter(({ labels }) => (labels[backupLabel] ?? '') === '')
    .map((claim) => fault(claim, `metadata.labels["${backupLabel}"]`, 'The claim is not classified.')),
  ...cluster.ofKind('StatefulSet').flatMap((set) =>
    listIn(at(set.body, 'spec', 'volumeClaimTemplates')).flatMap((claim, index) => {
      const value = textIn(at(claim, 'metadata', 'labels', backupLabel)) ?? '';
      const path = `spec.volumeClaimTemplates[${index}].metadata.labels["${backupLabel}"]`;
      return value === '' ? [fault(set, path, 'The claim is not classified.')] : [];
    }),
  ),
];

/** What is left after everything is gone: rule 64. */
export const backupRules: readonly Rule[] = [
  {
    id: 64,
    name: 'Backups are as frequent as what may be lost, watched, and every claim says how it is backed up',
    why: 'What lies between two backups is lost; a backup that stopped, and a volume that nobody thought of, are found when they are needed.',
    mend: 'Run the schedule as often as its RPO, raise an alert on the age of its last backup, label claims with octollm.dev/backup.',
    check: ({ cluster, backups }) => {
      const found = backupsIn(cluster, backups);
      return [
        ...found.flatMap((backup) => intervalFaults(backup, backups)),
        ...unwatched(cluster, found),
        ...unclassified(cluster),
      ];
    },
  },
];
