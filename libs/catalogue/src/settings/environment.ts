import type { Settings, SettingsRule, ValuesOf } from './setting.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The configuration of a service is wrong. The message holds one sentence a problem; each names its variable and
 * says what it must be, and none repeats a value.
 */
export class ConfigurationError extends Error {
  readonly problems: readonly string[];

  constructor(service: string, problems: readonly string[]) {
    super(
      `The configuration of ${service} is not valid.\n${problems.map((problem) => `  - ${problem}`).join('\n')}`,
    );
    this.name = 'ConfigurationError';
    this.problems = problems;
  }
}

export interface Source {
  readonly service: string;
  readonly settings: Settings;
  /** What the settings must be together. @default nothing */
  readonly rules?: readonly SettingsRule[] | undefined;
  /** Names that are in some service's schema: not ours, but no mistake either. */
  readonly knownNames: ReadonlySet<string>;
  /** Beginnings of names that belong to the platform. */
  readonly prefixes: readonly string[];
}

/** Reads the file that a `NAME_FILE` variable points at. @throws when it cannot be read */
export type ReadFile = (path: string) => string;

/** How many letters must be added, removed or changed to make one text of the other (Levenshtein). */
const distance = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, left] of Array.from(a).entries()) {
    const next = [i + 1];
    for (const [j, right] of Array.from(b).entries())
      next.push(
        Math.min((next[j] ?? 0) + 1, (row[j + 1] ?? 0) + 1, (row[j] ?? 0) + (left === right ? 0 : 1)),
      );
    row = next;
  }
  return row[b.length] ?? 0;
};

const nearest = (name: string, known: Iterable<string>): string | undefined =>
  [...known]
    .map((candidate) => ({ candidate, distance: distance(name, candidate) }))
    .filter((entry) => entry.distance <= 3)
    .sort((a, b) => a.distance - b.distance)[0]?.candidate;

const withoutFileSuffix = (name: string): string => name.replace(/_FILE$/, '');

const unknownNames = (source: Source, environment: Environment): string[] =>
  Object.keys(environment)
    .filter((name) => environment[name] !== undefined)
    .filter((name) => source.prefixes.some((prefix) => name.startsWith(prefix)))
    .filter((name) => !source.knownNames.has(name) && !source.knownNames.has(withoutFileSuffix(name)))
    .map((name) => {
      const near = nearest(withoutFileSuffix(name), source.knownNames);
      const suffix = name.endsWith('_FILE') ? '_FILE' : '';
      return `${name} is not a variable of any service. ${near === undefined ? 'Remove it.' : `Did you mean ${near}${suffix}?`}`;
    });

interface Raw {
  readonly text?: string;
  readonly problem?: string;
}

const rawValue = (name: string, environment: Environment, readFile: ReadFile): Raw => {
  const direct = environment[name];
  const path = environment[`${name}_FILE`];
  if (direct !== undefined && path !== undefined)
    return { problem: `${name} and ${name}_FILE are both set. Remove one of them.` };
  if (path === undefined) return direct === undefined ? {} : { text: direct };
  try {
    return { text: readFile(path) };
  } catch {
    return {
      problem: `${name}_FILE points at a file that cannot be read. Check that it exists and its permissions.`,
    };
  }
};

/** Hands the values of shorthands to the settings they stand for, unless those have a value of their own. */
const expandShorthands = (settings: Settings, values: Record<string, unknown>): string[] =>
  Object.entries(settings).flatMap(([name, { shorthandFor }]) => {
    if (shorthandFor === undefined || values[name] === undefined) return [];
    if (values['OCTOLLM_ENVIRONMENT'] === 'production')
      return [`${name} is refused in production. Set ${shorthandFor.join(' and ')} instead.`];
    for (const target of shorthandFor) if (target in settings) values[target] ??= values[name];
    return [];
  });

/**
 * Reads the settings of a service from its environment. A `NAME_FILE` variable names a file that holds the value.
 * @throws ConfigurationError with every problem at once: unknown names, missing values, values of the wrong form,
 * shorthands in production, values that do not go together
 */
export const readEnvironment = <S extends Settings>(
  source: Source & { readonly settings: S },
  environment: Environment,
  readFile: ReadFile,
): ValuesOf<S> => {
  const problems = unknownNames(source, environment);
  const values: Record<string, unknown> = {};
  for (const [name, setting] of Object.entries(source.settings)) {
    const raw = rawValue(name, environment, readFile);
    if (raw.problem !== undefined) problems.push(raw.problem);
    else if (raw.text === undefined) {
      if (setting.required)
        problems.push(`${name} is not set. It must be ${setting.expects}: ${setting.description}`);
      values[name] = setting.default;
    } else {
      values[name] = setting.parse(raw.text);
      if (values[name] === undefined) problems.push(`${name} must be ${setting.expects}.`);
    }
  }
  problems.push(...expandShorthands(source.settings, values));
  problems.push(...(source.rules ?? []).flatMap((rule) => rule(values) ?? []));
  if (problems.length > 0) throw new ConfigurationError(source.service, problems);
  return values as ValuesOf<S>;
};
