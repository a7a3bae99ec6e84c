/** A value that JSON cannot say, or one nested too deeply. */
export class NotJsonError extends Error {
  constructor(what: string) {
    super(`A part of a cache key must be JSON of at most ${maxDepth} levels, but it holds ${what}.`);
    this.name = 'NotJsonError';
  }
}

/** Far above what a request has, and far below what the call stack carries. */
const maxDepth = 256;

/**
 * JSON with the names of each object in the order of their code units and without spaces, as RFC 8785 writes it: equal
 * values have equal texts. A member that is undefined is left out, as JSON.stringify does.
 *
 * @throws NotJsonError for what JSON would drop or change (NaN, functions, dates, maps), because different values would
 * then have one text
 */
export const canonicalJson = (value: unknown): string => write(value, 0);

const write = (value: unknown, depth: number): string => {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new NotJsonError(String(value));
    return JSON.stringify(value);
  }
  if (typeof value !== 'object') throw new NotJsonError(`a value of type ${typeof value}`);
  if (depth === maxDepth) throw new NotJsonError('more');
  if (Array.isArray(value)) return `[${value.map((item) => write(item, depth + 1)).join(',')}]`;
  if (!isPlain(value)) throw new NotJsonError(`an instance of ${value.constructor.name}`);
  const members: string[] = [];
  for (const name of Object.keys(value).sort()) {
    const member: unknown = (value as Readonly<Record<string, unknown>>)[name];
    if (member !== undefined) members.push(`${JSON.stringify(name)}:${write(member, depth + 1)}`);
  }
  return `{${members.join(',')}}`;
};

/** Whether it is an object as JSON.parse makes it, or one without a prototype. */
const isPlain = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
};
