/** The keys and indexes that lead to a text, from the outside in. One list serves all texts: it is to be read at once. */
export type TextPath = readonly (string | number)[];

/** What becomes of the texts of a JSON value. */
export interface TextTreatment<Scope> {
  /** What stands in the place of a text; the same text when it stays. */
  text(text: string, path: TextPath, scope: Scope): string;
  /** What stands in the place of a key; its path ends with the key itself. */
  key(key: string, path: TextPath, scope: Scope): string;
  /** What holds for the texts in an object, given what holds for those around it. */
  scopeIn(object: Readonly<Record<string, unknown>>, outer: Scope): Scope;
}

/** Keys of one object. Two of them may look alike once they are changed, and neither may be lost. */
class FreeKeys {
  readonly #next = new Map<string, number>();
  readonly #taken: object;

  constructor(taken: object) {
    this.#taken = taken;
  }

  like(key: string): string {
    let free = key;
    let n = this.#next.get(key) ?? 2;
    for (; Object.hasOwn(this.#taken, free); n += 1) free = `${key} (${n})`;
    this.#next.set(key, n);
    return free;
  }
}

class Walk<Scope> {
  readonly #treatment: TextTreatment<Scope>;
  readonly #path: (string | number)[] = [];

  constructor(treatment: TextTreatment<Scope>) {
    this.#treatment = treatment;
  }

  value(value: unknown, scope: Scope): unknown {
    if (typeof value === 'string') return this.#treatment.text(value, this.#path, scope);
    if (typeof value !== 'object' || value === null) return value;
    return Array.isArray(value)
      ? this.#list(value, scope)
      : this.#object(value as Readonly<Record<string, unknown>>, scope);
  }

  #object(value: Readonly<Record<string, unknown>>, outer: Scope): unknown {
    const scope = this.#treatment.scopeIn(value, outer);
    const names: string[] = [];
    const inners: unknown[] = [];
    let isChanged = false;
    for (const key of Object.keys(value)) {
      const inner = value[key];
      this.#path.push(key);
      const name = this.#treatment.key(key, this.#path, scope);
      const seen = this.value(inner, scope);
      this.#path.pop();
      names.push(name);
      inners.push(seen);
      isChanged ||= name !== key || seen !== inner;
    }
    return isChanged ? objectOf(names, inners) : value;
  }

  #list(list: readonly unknown[], scope: Scope): unknown {
    let copy: unknown[] | undefined;
    for (let index = 0; index < list.length; index += 1) {
      const inner = list[index];
      // Lists of numbers are the long ones.
      if (typeof inner === 'number') continue;
      this.#path.push(index);
      const seen = this.value(inner, scope);
      this.#path.pop();
      if (seen === inner) continue;
      copy ??= [...list];
      copy[index] = seen;
    }
    return copy ?? list;
  }
}

const objectOf = (names: readonly string[], inners: readonly unknown[]): Record<string, unknown> => {
  const copy: Record<string, unknown> = {};
  const keys = new FreeKeys(copy);
  for (const [index, name] of names.entries()) copy[keys.like(name)] = inners[index];
  return copy;
};

/**
 * A JSON value with its texts changed, those that are keys too: nothing is out of sight because of where it stands. The
 * same value when nothing changes. A key that looks like one before it gets a number.
 */
export const mapTexts = <Scope>(value: unknown, scope: Scope, treatment: TextTreatment<Scope>): unknown =>
  new Walk(treatment).value(value, scope);
