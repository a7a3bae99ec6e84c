/*
 * Reading what came out of a YAML file. Nothing is known of its shape: every function takes anything and answers with
 * something of the asked type, so that a rule never fails on an object that is wrong in another way.
 */

/** An object with keys. */
export type JsonObject = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The object, or an empty one when the value is none. */
export const objectIn = (value: unknown): JsonObject => (isObject(value) ? value : {});

/** The list, or an empty one when the value is none. */
export const listIn = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** The text, when the value is one. */
export const textIn = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** The number, when the value is one. */
export const numberIn = (value: unknown): number | undefined =>
  typeof value === 'number' && !Number.isNaN(value) ? value : undefined;

/** What stands at a path of keys; undefined when a part of the way is missing. */
export const at = (value: unknown, ...path: readonly string[]): unknown => {
  let found = value;
  for (const key of path) {
    if (!isObject(found) || !Object.hasOwn(found, key)) return undefined;
    found = found[key];
  }
  return found;
};

/** The texts of a list; what is no text is left out. */
export const textsIn = (value: unknown): readonly string[] =>
  listIn(value).filter((item): item is string => typeof item === 'string');

/** The entries whose values are texts, such as labels. */
export const textMapIn = (value: unknown): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(objectIn(value)).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  );

/** A value as a sentence shows it. */
export const shown = (value: unknown): string =>
  typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing');
