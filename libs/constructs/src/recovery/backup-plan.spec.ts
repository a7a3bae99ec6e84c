import { type BackupSchedule, backups } from '@octollm/catalogue';
import { describe, expect, it } from 'vitest';
import { objectOf, rendered } from '../fixtures/render.ts';
import { BackupLocation } from './backup-location.ts';
import { BackupPlan, ScheduleWithoutTimeError } from './backup-plan.ts';

const planOf = (schedules: readonly BackupSchedule[]) =>
  rendered((chart) => new BackupPlan(chart, 'plan', { schedules, namespace: 'books', version: '1.2.3' }), {
    namespace: 'books',
  });

describe('The plan of backups', () => {
  const production = planOf(backups.production);

  it('has CloudNativePG take base backups at two, by the plugin, with the seconds in front', () => {
    expect(objectOf(production, 'ScheduledBackup')).toMatchObject({
      metadata: { name: 'postgres-base', namespace: 'books' },
      spec: {
        schedule: '0 0 2 * * *',
        cluster: { name: 'postgres' },
        method: 'plugin',
        pluginConfiguration: { name: 'barman-cloud.cloudnative-pg.io' },
      },
    });
  });

  it('has Velero save everything once a day for thirty days, volumes included', () => {
    expect(objectOf(production, 'Schedule', 'octollm-production-daily')).toMatchObject({
      metadata: { namespace: 'velero' },
      spec: {
        schedule: '50 2 * * *',
        template: { includedNamespaces: ['books'], snapshotVolumes: true, ttl: '720h' },
      },
    });
  });

  it('has Velero save what git does not hold every hour for a week', () => {
    const { spec } = objectOf(production, 'Schedule', 'octollm-production-hourly');
    expect(spec).toMatchObject({
      schedule: '10 * * * *',
      template: {
        includedResources: expect.arrayContaining(['secrets', 'clusters.postgresql.cnpg.io']),
        snapshotVolumes: false,
        ttl: '168h',
      },
    });
  });

  it('has no object for what jobs do and for what the database does by itself', () => {
    const { staging } = backups;
    const own = staging.filter(({ madeBy }) => ['cron-job', 'cnpg-wal'].includes(madeBy.kind));
    expect(own.length).toBeGreaterThan(0);
    expect(planOf(own)).toEqual([]);
  });

  it('is not rendered when a row says no time', () => {
    const timeless: readonly BackupSchedule[] = [
      {
        name: 'postgres-base',
        of: 'books',
        madeBy: { kind: 'cnpg-base', cluster: 'postgres' },
        everySeconds: 1,
        rpoSeconds: 1,
        lateAfterSeconds: 2,
        keptDays: 1,
      },
    ];
    expect(() => planOf(timeless)).toThrow(ScheduleWithoutTimeError);
    expect(() => planOf(timeless)).toThrow('The backup postgres-base has no cron expression.');
  });
});

describe('The place of the backups of Velero', () => {
  it('is a folder of a bucket, with credentials from the secret store', () => {
    const objects = rendered(
      (chart) =>
        new BackupLocation(chart, 'location', {
          bucket: 'books',
          prefix: 'velero',
          region: 'eu-central-1',
          entry: 'octollm/velero',
        }),
      { namespace: 'velero' },
    );
    expect(objectOf(objects, 'BackupStorageLocation').spec).toEqual({
      provider: 'aws',
      objectStorage: { bucket: 'books', prefix: 'velero' },
      config: { region: 'eu-central-1' },
      credential: { name: 'octollm-backups', key: 'cloud' },
      accessMode: 'ReadWrite',
    });
    expect(objectOf(objects, 'ExternalSecret')).toMatchObject({
      metadata: { namespace: 'velero' },
      spec: { target: { name: 'octollm-backups', template: { data: { cloud: expect.any(String) } } } },
    });
  });
});
