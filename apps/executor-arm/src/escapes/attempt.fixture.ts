/** One way out of a sandbox, and what comes of it. */
export interface Attempt {
  readonly name: string;
  /** Prints ESCAPED when it gets out. */
  readonly code: string;
  /** What is printed, on either stream, when it does not. */
  readonly contained: RegExp;
  readonly timeoutMs?: number;
  /** What else the result says. */
  readonly result?: Readonly<Record<string, unknown>>;
}

/** Values that an attempt names with `%name%`. */
export type Targets = Readonly<Record<string, string>>;

export const aimedAt = (code: string, targets: Targets): string =>
  code.replaceAll(/%(\w+)%/g, (_whole, name: string) => {
    const target = targets[name];
    if (target === undefined) throw new TypeError(`There is no target ${name}.`);
    return target;
  });
