import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { backups } from '@octollm/catalogue';

/** The plan of backups has a schedule of Velero by this name. */
export const checkVeleroSchedule = (schedule: string): void => {
  const known = Object.values(backups)
    .flat()
    .flatMap(({ madeBy }) => (madeBy.kind === 'velero' ? [madeBy.schedule] : []));
  if (!known.includes(schedule)) throw new Error(`The cluster has no Schedule ${schedule}.`);
};

/** The application has the program. */
export const checkProgram = (root: string, app: string, program: string): void => {
  if (!existsSync(join(root, 'apps', app, 'src', `${program}.ts`)))
    throw new Error(`${app} has no program ${program}.`);
};
