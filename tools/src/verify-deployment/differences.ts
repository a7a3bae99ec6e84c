import { quantityIn } from '@octollm/catalogue';

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The API server writes quantities in a form of its own: 1000m becomes 1. */
const isSame = (rendered: unknown, live: unknown): boolean => {
  if (rendered === live) return true;
  const [wanted, found] = [quantityIn(rendered), quantityIn(live)];
  return typeof rendered !== 'object' && wanted !== undefined && wanted === found;
};

const short = (value: unknown): string =>
  value === undefined ? 'nothing' : JSON.stringify(value).slice(0, 120);

/**
 * Where an object of the cluster is not what was rendered, a sentence for each place. What the cluster has besides, such
 * as defaults and a status, is no difference; a list that is longer is one.
 */
export const differences = (rendered: unknown, live: unknown, path = ''): readonly string[] => {
  if (isObject(rendered) && isObject(live))
    return Object.entries(rendered).flatMap(([name, value]) =>
      differences(value, live[name], path === '' ? name : `${path}.${name}`),
    );
  if (Array.isArray(rendered) && Array.isArray(live) && rendered.length === live.length)
    return rendered.flatMap((value, index) => differences(value, live[index], `${path}[${index}]`));
  // An empty object or list is what is not there.
  if (live === undefined && typeof rendered === 'object' && Object.keys(rendered ?? {}).length === 0)
    return [];
  return isSame(rendered, live) ? [] : [`${path} is ${short(live)} and was rendered as ${short(rendered)}`];
};
