import type { BackupSchedule } from '@octollm/catalogue';
import { Construct } from 'constructs';
import { recommendedLabels } from '../labels.ts';
import { ScheduledBackup } from './scheduled-backup.ts';
import { VeleroSchedule } from './velero-schedule.ts';

export interface BackupPlanProps {
  /** The rows of the plan: `backups` of the catalogue, by environment. */
  readonly schedules: readonly BackupSchedule[];
  /** The namespace that is backed up. */
  readonly namespace: string;
  readonly version: string;
}

/** A row that is to be made by the clock and says no time. */
export class ScheduleWithoutTimeError extends Error {
  constructor({ name }: BackupSchedule) {
    super(`The backup ${name} has no cron expression. Give it one, or have it made all the time.`);
    this.name = 'ScheduleWithoutTimeError';
  }
}

const cronOf = (schedule: BackupSchedule): string => {
  if (schedule.cron === undefined) throw new ScheduleWithoutTimeError(schedule);
  return schedule.cron;
};

/** What cannot be rendered from git again: what is in it was made in the cluster or came from elsewhere. */
const critical = [
  'secrets',
  'configmaps',
  'persistentvolumeclaims',
  'clusters.postgresql.cnpg.io',
  'backups.postgresql.cnpg.io',
] as const;

const everyDaySeconds = 86_400;

/**
 * The objects of the plan of backups: what CloudNativePG and Velero are told. Jobs of the platform are rows as well, but
 * their CronJobs are those of the jobs; the log of PostgreSQL is archived by its Cluster. Alerts on the age of each
 * backup come from the same rows, so none is made unwatched.
 * @throws ScheduleWithoutTimeError
 */
export class BackupPlan extends Construct {
  constructor(scope: Construct, id: string, { schedules, namespace, version }: BackupPlanProps) {
    super(scope, id);
    for (const schedule of schedules) {
      const { name, madeBy, keptDays, everySeconds } = schedule;
      if (madeBy.kind === 'cnpg-base')
        new ScheduledBackup(this, name, {
          name,
          labels: recommendedLabels({ name, component: 'store', version }),
          cluster: madeBy.cluster,
          cron: cronOf(schedule),
        });
      if (madeBy.kind === 'velero')
        new VeleroSchedule(this, name, {
          name: madeBy.schedule,
          cron: cronOf(schedule),
          keptDays,
          saves: namespace,
          ...(everySeconds < everyDaySeconds ? { only: critical } : {}),
        });
    }
  }
}
