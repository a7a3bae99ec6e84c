/** `{{steps.<id>.output}}` or `{{steps.<id>.output.<path>}}`, a path being names and list indices with dots between. */
const reference = /\{\{\s*steps\.([a-z][a-z0-9_-]{0,63})\.output((?:\.[\w-]+)*)\s*\}\}/g;
const onlyReference = new RegExp(`^${reference.source}$`);

/** A reference whose step has no such output: the plan and the arm disagree about its shape. */
export class UnresolvedReferenceError extends Error {
  constructor(text: string) {
    super(`The reference ${text} leads nowhere: the step's output has no such part.`);
    this.name = 'UnresolvedReferenceError';
  }
}

const stringsIn = function* (value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (Array.isArray(value)) for (const item of value) yield* stringsIn(item);
  else if (typeof value === 'object' && value !== null)
    for (const item of Object.values(value)) yield* stringsIn(item);
};

/** The ids of the steps that an input refers to, each once. */
export const referencedSteps = (input: unknown): readonly string[] => [
  ...new Set(
    [...stringsIn(input)].flatMap((text) => [...text.matchAll(reference)].map(([, id]) => id ?? '')),
  ),
];

const follow = (output: unknown, path: string, text: string): unknown => {
  let value = output;
  for (const part of path.split('.').slice(1)) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part))
      throw new UnresolvedReferenceError(text);
    value = (value as Record<string, unknown>)[part];
  }
  if (value === undefined) throw new UnresolvedReferenceError(text);
  return value;
};

const resolveString = (text: string, outputs: ReadonlyMap<string, unknown>): unknown => {
  const valueOf = (match: string, id: string, path: string): unknown => {
    if (!outputs.has(id)) throw new UnresolvedReferenceError(match);
    return follow(outputs.get(id), path, match);
  };
  const whole = onlyReference.exec(text);
  if (whole !== null) return valueOf(whole[0], whole[1] ?? '', whole[2] ?? '');
  return text.replaceAll(reference, (match: string, id: string, path: string) => {
    const value = valueOf(match, id, path);
    return typeof value === 'string' ? value : JSON.stringify(value);
  });
};

/**
 * Replaces the references in a step's input. A string that is one reference becomes the value itself, of any type;
 * a reference inside a longer string becomes text. What the outputs hold is not searched for references again.
 * @throws UnresolvedReferenceError
 */
export const resolveReferences = (input: unknown, outputs: ReadonlyMap<string, unknown>): unknown => {
  if (typeof input === 'string') return resolveString(input, outputs);
  if (Array.isArray(input)) return input.map((item) => resolveReferences(item, outputs));
  if (typeof input === 'object' && input !== null)
    return Object.fromEntries(
      Object.entries(input).map(([key, value]) => [key, resolveReferences(value, outputs)]),
    );
  return input;
};
