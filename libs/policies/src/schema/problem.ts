/** Where an object does not fit the schema of its kind. */
export interface Problem {
  /** Where in the object: `spec.template.spec.containers[0].image`. */
  readonly path: string;
  /** What is wrong there, as a sentence. */
  readonly message: string;
}

/** Finds out where an object does not fit, fields that the schema does not know included. */
export type Schema = (body: object) => readonly Problem[];

/** A path of keys as the findings show it. */
export const pathText = (keys: readonly PropertyKey[]): string =>
  keys
    .map((key) =>
      typeof key === 'number' || /^\d+$/.test(String(key)) ? `[${String(key)}]` : `.${String(key)}`,
    )
    .join('')
    .replace(/^\./, '');

export const unknownField = (keys: readonly PropertyKey[]): Problem => ({
  path: pathText(keys),
  message: `The field ${String(keys.at(-1))} is not known here.`,
});
