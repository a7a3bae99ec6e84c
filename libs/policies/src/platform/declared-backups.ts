import { type BackupSchedule, backups } from '@octollm/catalogue';
import type { DeclaredBackup } from '../rules/rule.ts';

const madeBy = ({ madeBy: maker }: BackupSchedule): Pick<DeclaredBackup, 'kind' | 'name'> => {
  switch (maker.kind) {
    case 'cron-job':
      return { kind: 'cron-job', name: maker.cronJob };
    case 'cnpg-base':
      return { kind: 'scheduled-backup', name: maker.cluster };
    case 'cnpg-wal':
      return { kind: 'log-archive', name: maker.cluster };
    case 'velero':
      return { kind: 'velero', name: maker.schedule };
  }
};

/** The plan of backups of the catalogue, as the rules read it. */
export const declaredBackups = (namespaces: readonly string[]): readonly DeclaredBackup[] =>
  Object.entries(backups).flatMap(([environment, schedules]) => {
    const namespace = `octollm-${environment}`;
    return namespaces.includes(namespace)
      ? schedules.map((schedule) => ({
          ...madeBy(schedule),
          namespace,
          rpoSeconds: schedule.rpoSeconds,
        }))
      : [];
  });
