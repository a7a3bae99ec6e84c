import { stringify } from 'yaml';
import type { Installation } from '../alerts/alert.ts';
import { ruleGroups } from './groups.ts';

/** The rules as a file that Prometheus reads. */
export const ruleFile = (installation: Installation): string =>
  stringify({ groups: ruleGroups(installation) }, { lineWidth: 0 });
