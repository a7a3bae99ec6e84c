import type { z } from 'zod';
import { InvalidRequestError } from './client-errors.ts';
import type { FieldProblem } from './problem.ts';

type Issue = z.core.$ZodIssue;

/** A path as a JSON pointer (RFC 6901). The empty path is the empty pointer: the whole value. */
export const pointer = (path: readonly PropertyKey[]): string =>
  path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

/** The type that a branch of a union takes, when the value is of another one. */
const missedType = ([issue]: readonly Issue[]): string | undefined => {
  if (issue?.code !== 'invalid_type' || issue.path.length > 0) return undefined;
  return issue.expected === 'record' ? 'object' : issue.expected;
};

/**
 * The problems of the branch that the caller most likely meant: of those that take the type of the value, the one
 * with the fewest. When there is none, the types that the union takes.
 */
const likeliest = (branches: readonly (readonly Issue[])[]): readonly Issue[] | string => {
  const [first, ...others] = branches.filter((branch) => missedType(branch) === undefined);
  if (first === undefined)
    return `Invalid input: expected ${[...new Set(branches.map(missedType))].join(' or ')}`;
  return others.reduce((best, branch) => (branch.length < best.length ? branch : best), first);
};

const describe = (issue: Issue, base: readonly PropertyKey[]): FieldProblem[] => {
  const path = [...base, ...issue.path];
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({ pointer: pointer([...path, key]), detail: 'is not a known field' }));
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const meant = likeliest(issue.errors);
    if (typeof meant === 'string') return [{ pointer: pointer(path), detail: meant }];
    return meant.flatMap((inner) => describe(inner, path));
  }
  return [{ pointer: pointer(path), detail: issue.message }];
};

/** What a schema found wrong, one entry a field. */
export const fieldProblems = (error: z.ZodError): FieldProblem[] =>
  error.issues.flatMap((issue) => describe(issue, []));

/** The most problems that one error lists: a body of nothing but mistakes must not make a larger answer. */
export const maxFieldProblems = 100;

/**
 * Parses a value from outside.
 * @throws InvalidRequestError that points at every field that is wrong, `maxFieldProblems` at most; `what` names
 * the value in its message
 */
export const parseRequest = <Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  what = 'body',
): z.output<Schema> => {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const errors = fieldProblems(parsed.error);
  const first = errors[0];
  const where =
    first === undefined || first.pointer === '' ? `the ${what}` : `the ${what} at ${first.pointer}`;
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more, see errors)` : '';
  throw new InvalidRequestError(`Correct ${where}: ${first?.detail ?? 'it is not valid'}${more}.`, {
    errors: errors.slice(0, maxFieldProblems),
  });
};
