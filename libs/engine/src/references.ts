/** `{{steps.<id>.output}}` or what stands for something in the unit, with a path of names and list indices behind it. */
const reference =
  /\{\{\s*(?:steps\.([a-z][a-z0-9_-]{0,63})\.output|(item|index|previous\.output|iteration))((?:\.[\w-]+)*)\s*\}\}/g;
const onlyReference = new RegExp(`^${reference.source}$`);

/** What a reference can stand for besides the output of a step, in the units of map steps and loops. */
export type Local = 'item' | 'index' | 'previous.output' | 'iteration';

/** A reference whose step has no such output: the plan and the arm disagree about its shape. */
export class UnresolvedReferenceError extends Error {
  constructor(text: string) {
    super(`The reference ${text} leads nowhere: there is no such part.`);
    this.name = 'UnresolvedReferenceError';
  }
}

/** What references lead to. */
export interface Scope {
  /** Of the steps that have succeeded. */
  readonly outputs: ReadonlyMap<string, unknown>;
  /** Steps without an output that the reader goes on without: a string that is just a reference to one gives null. */
  readonly absent?: ReadonlySet<string>;
  /** What is not in here is no reference and stays as it is. `undefined` is what does not exist yet: null. */
  readonly locals?: Readonly<Partial<Record<Local, unknown>>>;
}

interface Found {
  readonly step?: string;
  readonly local?: Local;
}

/** The references in a text: each is to the output of a step or a local one. */
export const referencesIn = (text: string): readonly Found[] =>
  [...text.matchAll(reference)].map(([, step, local]) =>
    step === undefined ? { local: local as Local } : { step },
  );

const stringsIn = function* (value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (Array.isArray(value)) for (const item of value) yield* stringsIn(item);
  else if (typeof value === 'object' && value !== null)
    for (const item of Object.values(value)) yield* stringsIn(item);
};

/** The ids of the steps that an input refers to, each once. */
export const referencedSteps = (input: unknown): readonly string[] => [
  ...new Set([...stringsIn(input)].flatMap((text) => referencesIn(text).flatMap(({ step }) => step ?? []))),
];

const follow = (start: unknown, path: string, text: string): unknown => {
  let value = start;
  for (const part of path.split('.').slice(1)) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part))
      throw new UnresolvedReferenceError(text);
    value = (value as Record<string, unknown>)[part];
  }
  if (value === undefined) throw new UnresolvedReferenceError(text);
  return value;
};

const valueOf = ({ outputs, locals }: Scope, match: RegExpExecArray | readonly string[]): unknown => {
  const [text = '', step, local, path = ''] = match;
  if (step !== undefined) {
    if (!outputs.has(step)) throw new UnresolvedReferenceError(text);
    return follow(outputs.get(step), path, text);
  }
  if (local === undefined || locals === undefined || !Object.hasOwn(locals, local)) return text;
  const value = locals[local as Local];
  return value === undefined ? null : follow(value, path, text);
};

const resolveString = (text: string, scope: Scope): unknown => {
  const whole = onlyReference.exec(text);
  if (whole !== null) return scope.absent?.has(whole[1] ?? '') === true ? null : valueOf(scope, whole);
  return text.replaceAll(reference, (...match: string[]) => {
    const value = valueOf(scope, match);
    return typeof value === 'string' ? value : JSON.stringify(value);
  });
};

const resolve = (input: unknown, scope: Scope): unknown => {
  if (typeof input === 'string') return resolveString(input, scope);
  if (Array.isArray(input)) return input.map((item) => resolve(item, scope));
  if (typeof input === 'object' && input !== null)
    return Object.fromEntries(Object.entries(input).map(([key, value]) => [key, resolve(value, scope)]));
  return input;
};

/**
 * Replaces the references in a step's input. A string that is one reference becomes the value itself, of any type;
 * a reference inside a longer string becomes text. What the references lead to is not searched for references again.
 * @param outputs of the steps that have succeeded
 * @throws UnresolvedReferenceError also for an absent step inside a longer string, where null would be read as a text
 */
export const resolveReferences = (
  input: unknown,
  outputs: ReadonlyMap<string, unknown>,
  more: Omit<Scope, 'outputs'> = {},
): unknown => resolve(input, { outputs, ...more });
