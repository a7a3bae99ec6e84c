const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The fields that tell the items of a list apart, as Kubernetes merges them. */
const nameFields = ['name', 'key', 'secretKey'];

const nameOf = (item: unknown): string | undefined => {
  if (!isMap(item)) return undefined;
  return nameFields.map((field) => item[field]).find((name) => typeof name === 'string');
};

/** The items of a list by what tells them apart: their names when each has one of its own, otherwise their places. */
const keyed = (list: readonly unknown[]): readonly (readonly [string, unknown])[] => {
  const names = list.map(nameOf);
  const haveNames = names.every((name) => name !== undefined) && new Set(names).size === names.length;
  return list.map((item, index) => [`[${haveNames ? names[index] : index}]`, item]);
};

const partsOf = (value: unknown): readonly (readonly [string, unknown])[] => {
  if (Array.isArray(value)) return keyed(value);
  return isMap(value) ? Object.entries(value).map(([key, part]) => [`.${key}`, part]) : [];
};

/**
 * The values of an object by their paths, such as `spec.template.spec.containers[web].image`. An empty list or map is a
 * value.
 */
export const leaves = (value: unknown, path = ''): ReadonlyMap<string, unknown> => {
  const parts = partsOf(value);
  if (parts.length === 0) return new Map([[path.replace(/^\./, ''), value]]);
  return new Map(parts.flatMap(([key, part]) => [...leaves(part, `${path}${key}`)]));
};
