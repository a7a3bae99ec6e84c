import { type BackupMaker, type BackupSchedule, backups as plan } from '@octollm/catalogue';
import { cloudNativePg, kubeStateMetrics, velero } from '../../exporters/index.ts';
import { hours, literal, minutes, oneOf, promql, type Query, seconds } from '../../promql/index.ts';
import type { AlertGroup, AlertSpec, Installation } from '../alert.ts';
import { type Sample, sample } from '../sample.ts';

const kube = kubeStateMetrics.metrics;
const cnpg = cloudNativePg.metrics;

/** Seconds since a backup was last made, in the namespaces. */
const ageOf = (madeBy: BackupMaker, namespaces: readonly string[]): Query => {
  const where = oneOf(namespaces);
  switch (madeBy.kind) {
    case 'cron-job':
      return promql`time() - max by (namespace) (${kube.cronJobSuccess}{namespace=~${where}, cronjob=${literal(madeBy.cronJob)}})`;
    case 'cnpg-base':
      return promql`time() - max by (namespace) (${cnpg.lastBackup}{namespace=~${where}})`;
    case 'cnpg-wal':
      // An instance that is no longer the primary counts on from its last segment, and one that never was says -1.
      return promql`min by (namespace) (${cnpg.archiveAge}{namespace=~${where}} >= 0)`;
    case 'velero':
      return promql`time() - max by (namespace) (${velero.metrics.lastSuccess}{schedule=${literal(madeBy.schedule)}})`;
  }
};

const sampleOf = (madeBy: BackupMaker, control: number, fault: number): Sample => {
  const ages = { control: { ageSeconds: control }, fault: { ageSeconds: fault } };
  switch (madeBy.kind) {
    case 'cron-job':
      return sample(kube.cronJobSuccess, { cronjob: madeBy.cronJob }, ages);
    case 'cnpg-base':
      return sample(cnpg.lastBackup, {}, ages);
    case 'cnpg-wal':
      return sample(cnpg.archiveAge, {}, { control, fault });
    case 'velero':
      return sample(velero.metrics.lastSuccess, { schedule: madeBy.schedule }, ages);
  }
};

interface Watched {
  readonly schedule: BackupSchedule;
  readonly namespaces: string[];
}

/** Environments that make a backup in the same way share an alert; a schedule of Velero is of one environment only. */
const watched = ({ environments }: Installation): readonly Watched[] => {
  const found = new Map<string, Watched>();
  for (const { name, namespace } of environments) {
    if (name === 'local') continue;
    for (const schedule of plan[name]) {
      const key = JSON.stringify([schedule.name, schedule.madeBy, schedule.lateAfterSeconds]);
      const known = found.get(key);
      if (known === undefined) found.set(key, { schedule, namespaces: [namespace] });
      else known.namespaces.push(namespace);
    }
  }
  return [...found.values()];
};

const tooOld = ({ schedule, namespaces }: Watched, { pace }: Installation): AlertSpec => {
  const late = pace(seconds(schedule.lateAfterSeconds)).seconds;
  return {
    name: 'BackupTooOld',
    severity: 'critical',
    service: 'backups',
    labels: { schedule: schedule.name },
    expr: promql`${ageOf(schedule.madeBy, namespaces)} > ${late}`,
    for: pace(minutes(5)),
    summary: `The newest backup of ${schedule.of} in {{ $labels.namespace }} is too old`,
    description: `It was made {{ $value | humanizeDuration }} ago by ${schedule.name}; what was written since would be lost.`,
    runbook: 'backups',
    samples: [sampleOf(schedule.madeBy, schedule.lateAfterSeconds * 0.6, schedule.lateAfterSeconds * 1.5)],
  };
};

export const backups: AlertGroup = (installation) => {
  const { pace } = installation;
  return [
    ...watched(installation).map((row) => tooOld(row, installation)),
    {
      name: 'BackupNeverMade',
      severity: 'critical',
      service: 'backups',
      // What never succeeded has no time at which it did, so its age cannot be asked for.
      expr: promql`group by (namespace, cronjob) (${kube.cronJobCreated}{cronjob=~".*-backup"}) unless group by (namespace, cronjob) (${kube.cronJobSuccess})`,
      for: pace(hours(26)),
      summary: '{{ $labels.cronjob }} has never succeeded in {{ $labels.namespace }}',
      description: 'There is no backup to go back to.',
      runbook: 'backups',
      samples: [
        sample(kube.cronJobCreated, { cronjob: 'redis-backup' }, { control: 1, fault: 1 }),
        sample(kube.cronJobSuccess, { cronjob: 'redis-backup' }, { control: 2, fault: 'gone' }),
      ],
    },
    {
      name: 'BackupJobFailed',
      severity: 'warning',
      service: 'backups',
      expr: promql`max by (namespace, job_name) (${kube.jobFailed}{job_name=~".*-backup-.*"}) > 0`,
      for: pace(minutes(5)),
      summary: '{{ $labels.job_name }} failed in {{ $labels.namespace }}',
      description: 'The next run may still be in time; see its log.',
      runbook: 'backups',
      samples: [sample(kube.jobFailed, { job_name: 'redis-backup-1' }, { control: 0, fault: 1 })],
    },
    {
      name: 'ClusterBackupFailed',
      severity: 'warning',
      service: 'backups',
      expr: promql`sum by (namespace, schedule) (increase(${velero.metrics.failures}[${pace(hours(24))}])) > 0 or sum by (namespace, schedule) (increase(${velero.metrics.partialFailures}[${pace(hours(24))}])) > 0`,
      for: pace(minutes(5)),
      summary: 'A run of {{ $labels.schedule }} failed',
      description: 'Velero could not save everything within the last day.',
      runbook: 'backups',
      everyFaultCounts: true,
      samples: [
        sample(velero.metrics.failures, { schedule: 'octollm-production-daily' }, { control: 0, fault: 1 }),
      ],
    },
    {
      name: 'WalArchiveFailing',
      severity: 'critical',
      service: 'postgres',
      expr: promql`min by (namespace) (${cnpg.archiveFailureAge} >= 0) < min by (namespace) (${cnpg.archiveAge} >= 0)`,
      for: pace(minutes(10)),
      summary: 'The log of PostgreSQL cannot be archived in {{ $labels.namespace }}',
      description:
        'The last attempt failed {{ $value | humanizeDuration }} ago and none succeeded since. The disk fills with what waits.',
      runbook: 'backups',
      samples: [
        sample(cnpg.archiveFailureAge, {}, { control: 5_000, fault: 20 }),
        sample(cnpg.archiveAge, {}, { control: 200, fault: 400 }),
      ],
    },
  ];
};
