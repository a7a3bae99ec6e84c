/** A view of a value that notes which of its fields are read. */
export interface ReadFields {
  readonly view: unknown;
  /** The fields that nobody read, in objects of which another field was asked for, as paths of keys. */
  unread(): readonly (readonly string[])[];
}

const isContainer = (value: unknown): value is object => typeof value === 'object' && value !== null;

/**
 * Watches what a validator reads. A validator asks for each field that its schema knows, and for every key of a map, so
 * that what it passes over is unknown to it. An object that it asks for nothing is one whose fields are free.
 */
export const readFields = (value: unknown): ReadFields => {
  const asked = new Map<object, Set<string>>();
  const views = new WeakMap<object, object>();

  const note = (target: object, key: string): void => {
    const keys = asked.get(target);
    if (keys === undefined) asked.set(target, new Set([key]));
    else keys.add(key);
  };
  const viewOf = (seen: unknown): unknown => {
    if (!isContainer(seen)) return seen;
    const existing = views.get(seen);
    if (existing !== undefined) return existing;
    const view = new Proxy(seen, {
      get: (target, key) => {
        if (Array.isArray(target) || typeof key === 'symbol') return viewOf(Reflect.get(target, key));
        note(target, key);
        // What objects inherit, such as `constructor`, is no field.
        return Object.hasOwn(target, key) ? viewOf(Reflect.get(target, key)) : undefined;
      },
    });
    views.set(seen, view);
    return view;
  };
  const unreadIn = (seen: unknown, path: readonly string[]): readonly (readonly string[])[] => {
    if (!isContainer(seen)) return [];
    const keys = Array.isArray(seen) ? undefined : asked.get(seen);
    if (!Array.isArray(seen) && keys === undefined) return [];
    return Object.entries(seen).flatMap(([key, part]) =>
      keys?.has(key) === false ? [[...path, key]] : unreadIn(part, [...path, key]),
    );
  };
  return { view: viewOf(value), unread: () => unreadIn(value, []) };
};
