import type { KubernetesObject } from '@octollm/constructs';
import { leaves } from '../difference/leaves.ts';

/** The objects of one environment. */
export interface EnvironmentObjects {
  readonly environment: string;
  readonly objects: readonly KubernetesObject[];
}

/** A value that is not the same in all environments, and the objects that it is in. */
export interface DifferentValue {
  /** Kind and path, such as `ConfigMap data.LOG_LEVEL`. */
  readonly place: string;
  /** One for each environment, in their order; undefined where there is none. */
  readonly values: readonly unknown[];
  readonly names: readonly string[];
}

/** Objects that are not in all environments. */
export interface MissingObjects {
  readonly kind: string;
  readonly environments: readonly string[];
  readonly names: readonly string[];
}

export interface EnvironmentDifferences {
  readonly environments: readonly string[];
  readonly values: readonly DifferentValue[];
  readonly objects: readonly MissingObjects[];
}

/** Everything bears the name of its environment somewhere: that alone is no difference. */
const withoutName = (text: string, environment: string): string =>
  text.replace(new RegExp(`\\b${environment}\\b`, 'g'), '<environment>');

const idOf = ({ kind, metadata }: KubernetesObject, environment: string): string =>
  `${kind} ${withoutName(metadata.name, environment)}`;

/** What follows from other values, which are there to be seen. */
const isDerived = (path: string): boolean => path.includes('.annotations.checksum/');

/** The values of an object by their paths, without the name of the environment. */
const valuesOf = (object: KubernetesObject, environment: string): ReadonlyMap<string, unknown> =>
  new Map(
    [...leaves(object)]
      .filter(([path]) => !isDerived(path))
      .map(([path, value]) => [path, typeof value === 'string' ? withoutName(value, environment) : value]),
  );

type ById = ReadonlyMap<string, ReadonlyMap<string, unknown>>;

const byId = ({ environment, objects }: EnvironmentObjects): ById =>
  new Map(objects.map((object) => [idOf(object, environment), valuesOf(object, environment)]));

const parted = (id: string): readonly [kind: string, name: string] => {
  const [kind = '', ...name] = id.split(' ');
  return [kind, name.join(' ')];
};

/** Objects that differ alike, under one key each. */
class Alike<Difference> {
  readonly #names = new Map<string, { readonly difference: Difference; readonly names: string[] }>();

  add(difference: Difference, name: string): void {
    const key = JSON.stringify(difference, (_, value: unknown) => value ?? null);
    const known = this.#names.get(key);
    if (known === undefined) this.#names.set(key, { difference, names: [name] });
    else known.names.push(name);
  }

  get all(): readonly (Difference & { readonly names: readonly string[] })[] {
    return [...this.#names]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, { difference, names }]) => ({ ...difference, names: names.sort((a, b) => (a < b ? -1 : 1)) }));
  }
}

const isSame = (values: readonly unknown[]): boolean =>
  new Set(values.map((value) => JSON.stringify(value) ?? '')).size === 1;

/** How environments differ, apart from what they are called: which values, and which objects only some of them have. */
export const environmentDifferences = (given: readonly EnvironmentObjects[]): EnvironmentDifferences => {
  const sides = given.map(byId);
  const values = new Alike<Omit<DifferentValue, 'names'>>();
  const objects = new Alike<Omit<MissingObjects, 'names'>>();
  for (const id of new Set(sides.flatMap((side) => [...side.keys()]))) {
    const [kind, name] = parted(id);
    const present = given.filter((_, index) => sides[index]?.has(id));
    if (present.length < given.length)
      objects.add({ kind, environments: present.map(({ environment }) => environment) }, name);
    const found = sides.map((side) => side.get(id)).filter((side) => side !== undefined);
    for (const path of new Set(found.flatMap((side) => [...side.keys()]))) {
      const row = sides.map((side) => side.get(id)?.get(path));
      if (!isSame(found.map((side) => side.get(path))))
        values.add({ place: `${kind} ${path}`, values: row }, name);
    }
  }
  return {
    environments: given.map(({ environment }) => environment),
    values: values.all,
    objects: objects.all,
  };
};
