import { type Settings, textOf } from '@octollm/catalogue';
import type { DebugSetting } from '@octollm/contracts';

/** User and password in an address: settings with an address that may hold them are secrets, but people put them anywhere. */
const userInfo = /(\w+:\/\/)[^/?#\s]*@/g;

/** Settings with their values, by name. Of a secret it only says whether it is set. */
export const shownSettings = (
  settings: Settings,
  values: Readonly<Record<string, unknown>>,
): DebugSetting[] =>
  Object.entries(settings)
    .map(([name, { description, secret }]) => {
      const value = values[name];
      const shown = secret ? undefined : textOf(value)?.replaceAll(userInfo, '$1***@');
      return { name, description, secret, set: value !== undefined, value: shown ?? null };
    })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
