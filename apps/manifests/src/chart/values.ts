/** The values of a chart, by name. */
export interface Values {
  readonly [name: string]: Value;
}
export type Value = string | number | boolean | readonly Value[] | Values;

/** A value that two objects of the render disagree on: the chart could not be what was rendered. */
export class ConflictingValueError extends Error {
  constructor(path: string, values: readonly [unknown, unknown]) {
    super(
      `${path} is ${JSON.stringify(values[0])} in one object and ${JSON.stringify(values[1])} in another.`,
    );
    this.name = 'ConflictingValueError';
  }
}

/** A name of the values: templates cannot say `reflex-gateway`. */
export const camelCase = (name: string): string =>
  name.replaceAll(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

interface Branch {
  [name: string]: Value | Branch;
}

const isBranch = (value: unknown): value is Branch =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Gathers the defaults of the values while the templates are made: what the render held in their place. */
export class Defaults {
  readonly #root: Branch = {};

  /**
   * Takes down a default and returns its path as templates write it.
   * @throws ConflictingValueError when it has another default already
   */
  at(path: string, value: Value): string {
    const names = path.split('.');
    const last = names.pop() ?? '';
    let branch = this.#root;
    for (const name of names) {
      const next = branch[name] ?? {};
      if (!isBranch(next)) throw new ConflictingValueError(path, [next, value]);
      branch[name] = next;
      branch = next;
    }
    const there = branch[last];
    if (there !== undefined && JSON.stringify(there) !== JSON.stringify(value))
      throw new ConflictingValueError(path, [there, value]);
    branch[last] = value as Value | Branch;
    return `.Values.${path}`;
  }

  get values(): Values {
    return this.#root as Values;
  }
}
