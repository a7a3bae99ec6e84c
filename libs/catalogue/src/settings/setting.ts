/** One configuration variable: what it is for, how its text is read and what stands when it is not set. */
export interface Setting<Value = unknown> {
  readonly description: string;
  /** Whether the value must never be shown: not in logs, errors, ConfigMaps or the debug endpoints. */
  readonly secret: boolean;
  /** What a value must be, to end the sentence "NAME must be ...". */
  readonly expects: string;
  /** Whether the start fails when the variable is not set. */
  readonly required: boolean;
  readonly default: Value | undefined;
  /**
   * Settings that get this value when they have none of their own. Production refuses such a shorthand: it would hide
   * that one value serves several roles there.
   * @default none
   */
  readonly shorthandFor?: readonly string[];
  /** Reads the text, or returns undefined when it is not what `expects` says. */
  readonly parse: (raw: string) => Value | undefined;
}

export type Settings = Readonly<Record<string, Setting>>;

/**
 * What settings must be together: it says in a sentence what is wrong with their values, and repeats none of them.
 * A value that is not set, or not valid by itself, is undefined.
 */
export type SettingsRule = (values: Readonly<Record<string, unknown>>) => string | undefined;

/** The values of settings, by name. */
export type ValuesOf<S extends Settings> = {
  readonly [Name in keyof S]: S[Name] extends Setting<infer Value> ? Value : never;
};
