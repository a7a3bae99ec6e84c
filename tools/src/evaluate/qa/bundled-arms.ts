import { importBundled } from '../import-bundled.ts';
import type { RunningArms } from './running-arms.ts';

interface Arms {
  readonly RunningArms: typeof RunningArms;
}

/** The arms and their stores, over a PostgreSQL of their own. */
export const openArms = async (): Promise<RunningArms> => {
  const arms = await importBundled<Arms>(new URL('running-arms.ts', import.meta.url), 'qa');
  return arms.RunningArms.open();
};
