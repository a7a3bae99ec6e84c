import type { Job } from '../job.ts';
import { postgresBackup, qdrantBackup, redisBackup } from '../jobs/backups.ts';
import type { EnvironmentName } from '../settings/base.ts';
import { postgres } from '../stores/postgres.ts';
import type { BackupMaker, BackupSchedule } from './backup-schedule.ts';
import { intervalSeconds } from './interval.ts';

/** One that is late by less than this share of its interval may still be under way. */
const patience = 1.4;
const hour = 3_600;

interface Row {
  readonly name: string;
  readonly of: string;
  readonly madeBy: BackupMaker;
  readonly cron: string;
  readonly keptDays: number;
  /** @default 1.4 intervals */
  readonly lateAfterSeconds?: number;
}

const byTheClock = (row: Row): BackupSchedule => {
  const everySeconds = intervalSeconds(row.cron);
  return { everySeconds, rpoSeconds: everySeconds, lateAfterSeconds: everySeconds * patience, ...row };
};

type ByJob = Pick<Row, 'of' | 'keptDays' | 'lateAfterSeconds'>;

const byJob = ({ name, runs }: Job, row: ByJob): BackupSchedule =>
  byTheClock({
    name,
    madeBy: { kind: 'cron-job', cronJob: name },
    cron: runs.kind === 'scheduled' ? runs.schedule : '',
    ...row,
  });

/** Whole databases, as they were when they were copied. */
const baseBackup = { of: 'PostgreSQL', keptDays: 30, lateAfterSeconds: 25 * hour } as const;

const vectorsAndQueues: readonly BackupSchedule[] = [
  byJob(qdrantBackup, { of: 'the vectors', keptDays: 14, lateAfterSeconds: 7 * hour }),
  byJob(redisBackup, { of: 'the queues', keptDays: 7 }),
];

/** The log is archived when a file of it is full, and at the latest after this (`archive_timeout`). */
const archiveTimeoutSeconds = 300;

const cnpg: readonly BackupSchedule[] = [
  byTheClock({
    ...baseBackup,
    name: 'postgres-base',
    madeBy: { kind: 'cnpg-base', cluster: postgres.name },
    cron: '0 2 * * *',
  }),
  {
    name: 'postgres-wal',
    of: 'the log of PostgreSQL',
    madeBy: { kind: 'cnpg-wal', cluster: postgres.name },
    everySeconds: archiveTimeoutSeconds,
    rpoSeconds: archiveTimeoutSeconds,
    lateAfterSeconds: 2 * archiveTimeoutSeconds,
    // As long as the base backups: a week is promised, and each of them is of use only with the log that follows it.
    keptDays: baseBackup.keptDays,
  },
];

const velero = (environment: string, name: 'daily' | 'hourly', cron: string, keptDays: number) => {
  const schedule = `octollm-${environment}-${name}`;
  return byTheClock({
    name: `cluster-${name}`,
    of: name === 'daily' ? 'the objects and volumes' : 'the objects that nothing else can make again',
    madeBy: { kind: 'velero', schedule },
    cron,
    keptDays,
  });
};

/**
 * What is backed up in each environment. A base backup alone does not bring PostgreSQL back to a point in time: that
 * takes the log as well, which only CloudNativePG archives here, so not in dev.
 */
export const backups: Readonly<Record<Exclude<EnvironmentName, 'local'>, readonly BackupSchedule[]>> = {
  dev: [byJob(postgresBackup, baseBackup), ...vectorsAndQueues],
  staging: [...cnpg, ...vectorsAndQueues, velero('staging', 'daily', '30 2 * * *', 30)],
  production: [
    ...cnpg,
    ...vectorsAndQueues,
    velero('production', 'daily', '50 2 * * *', 30),
    velero('production', 'hourly', '10 * * * *', 7),
  ],
};
