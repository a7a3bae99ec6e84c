import { describe, expect, it } from 'vitest';
import { jobsIn } from '../job.ts';
import { jobs } from '../jobs/all.ts';
import type { BackupSchedule } from './backup-schedule.ts';
import { backups } from './backups.ts';
import { intervalSeconds, UnknownIntervalError } from './interval.ts';

const hour = 3_600;
const row = (environment: keyof typeof backups, name: string): BackupSchedule => {
  const found = backups[environment].find((schedule) => schedule.name === name);
  if (found === undefined) throw new Error(`${environment} has no backup ${name}.`);
  return found;
};

describe('The interval of a schedule', () => {
  it.each([
    ['0 2 * * *', 24],
    ['40 */6 * * *', 6],
    ['10 * * * *', 1],
  ])('of "%s" is %i hours', (cron, hours) => {
    expect(intervalSeconds(cron)).toBe(hours * hour);
  });

  it.each(['', '0 2 * * 1', '0 */5 * * *', '0 */0 * * *', '*/5 * * * *', '0 0 2 * * *'])(
    'of "%s" cannot be told',
    (cron) => {
      expect(() => intervalSeconds(cron)).toThrow(UnknownIntervalError);
    },
  );
});

describe.each(Object.entries(backups))('The backups of %s', (environment, schedules) => {
  it('have names of their own', () => {
    expect(new Set(schedules.map(({ name }) => name)).size).toBe(schedules.length);
  });

  it('promise no less loss than lies between two of them, and are late only after that', () => {
    for (const { everySeconds, rpoSeconds, lateAfterSeconds } of schedules) {
      expect(rpoSeconds).toBeGreaterThanOrEqual(everySeconds);
      expect(lateAfterSeconds).toBeGreaterThan(everySeconds);
    }
  });

  it('by jobs are exactly those of the jobs that run there, when these do', () => {
    const made = schedules.flatMap(({ madeBy, cron }) =>
      madeBy.kind === 'cron-job' ? [[madeBy.cronJob, cron]] : [],
    );
    const running = jobsIn(environment as keyof typeof backups, jobs)
      .filter(({ program, arguments: [plan] = [] }) => program === 'backup' && plan !== 'drill')
      .map(({ name, runs }) => [name, runs.kind === 'scheduled' ? runs.schedule : undefined]);
    expect(made).toEqual(running);
  });
});

describe('The backups of production', () => {
  it('lose five minutes of the truth at most', () => {
    expect(row('production', 'postgres-wal').rpoSeconds).toBe(300);
  });

  it('are kept as long as the platform promises, and watched as closely', () => {
    const figures = backups.production.map(({ name, everySeconds, lateAfterSeconds, keptDays }) => [
      name,
      everySeconds / hour,
      Math.round((lateAfterSeconds / hour) * 10) / 10,
      keptDays,
    ]);
    expect(figures).toEqual([
      ['postgres-base', 24, 25, 30],
      ['postgres-wal', 1 / 12, 0.2, 30],
      ['qdrant-backup', 6, 7, 14],
      ['redis-backup', 24, 33.6, 7],
      ['cluster-daily', 24, 33.6, 30],
      ['cluster-hourly', 1, 1.4, 7],
    ]);
  });
});
