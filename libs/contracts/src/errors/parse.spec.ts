import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { InvalidRequestError } from './client-errors.ts';
import { fieldProblems, maxFieldProblems, parseRequest, pointer } from './parse.ts';

const Nested = z.strictObject({
  list: z.array(z.strictObject({ 'a/b': z.int(), 'm~n': z.int().optional() })),
  choice: z.union([z.string().max(3), z.strictObject({ id: z.int(), name: z.string() })]).optional(),
});

const errorOf = (schema: z.ZodType, value: unknown, what?: string): InvalidRequestError => {
  try {
    parseRequest(schema, value, what);
  } catch (error) {
    if (error instanceof InvalidRequestError) return error;
    throw error;
  }
  throw new Error('The value was taken.');
};
const pointers = (value: unknown): readonly string[] | undefined =>
  errorOf(Nested, value).errors?.map((problem) => problem.pointer);

/** Follows a JSON pointer as RFC 6901 says. */
const follow = (document: unknown, text: string): unknown =>
  text
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>((value, part) => (value as Record<string, unknown>)[part], document);

describe('a JSON pointer', () => {
  it('is empty for the whole value and escapes ~ and /', () => {
    expect(pointer([])).toBe('');
    expect(pointer(['a/b', 0, 'm~n', '~1', ''])).toBe('/a~1b/0/m~0n/~01/');
  });

  it('leads to the value whatever the keys are', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { maxLength: 5 }), (path) => {
        const document = path.reduceRight<unknown>(
          (inner, key) => Object.defineProperty({}, key, { value: inner, enumerable: true }),
          'here',
        );
        expect(follow(document, pointer(path))).toBe('here');
      }),
    );
  });
});

describe('what is wrong with a request', () => {
  it('is pointed at inside of lists and objects', () => {
    expect(pointers({ list: [{ 'a/b': 1 }, { 'a/b': 'x', 'm~n': 'y' }] })).toEqual([
      '/list/1/a~1b',
      '/list/1/m~0n',
    ]);
    expect(pointers({})).toEqual(['/list']);
  });

  it('names each unknown field, also nested ones', () => {
    expect(pointers({ list: [{ 'a/b': 1, 'x/y': 1, z: 1 }], other: 1 })).toEqual([
      '/list/0/x~1y',
      '/list/0/z',
      '/other',
    ]);
    expect(errorOf(Nested, { list: [], other: 1 }).errors?.[0]?.detail).toBe('is not a known field');
  });

  it('is told for the branch of a union that was meant', () => {
    expect(pointers({ list: [], choice: { id: 1 } })).toEqual(['/choice/name']);
    expect(pointers({ list: [], choice: { id: 1, name: 'a', extra: 1 } })).toEqual(['/choice/extra']);
    expect(pointers({ list: [], choice: 'long' })).toEqual(['/choice']);
    expect(errorOf(Nested, { list: [], choice: 'long' }).errors?.[0]?.detail).toContain('3');
  });

  it('lists the types of a union when the value has none of them', () => {
    expect(errorOf(Nested, { list: [], choice: 7 }).errors).toEqual([
      { pointer: '/choice', detail: 'Invalid input: expected string or object' },
    ]);
  });

  it('is one sentence that names the place and how much more is wrong', () => {
    expect(errorOf(Nested, 7).message).toBe(
      'Correct the body: Invalid input: expected object, received number.',
    );
    expect(errorOf(Nested, { list: 1, a: 1, b: 1 }, 'query').message).toMatch(
      /^Correct the query at \/list: .* \(and 2 more, see errors\)\.$/,
    );
  });

  it('is cut when there is too much of it', () => {
    const many = Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`unknown_${index}`, 1]));
    const error = errorOf(z.strictObject({}), many);
    expect(error.errors).toHaveLength(maxFieldProblems);
    expect(error.message).toContain('and 4999 more');
  });

  it('never repeats the value', () => {
    const schema = z.strictObject({ a: z.string().max(3), b: z.enum(['x']), c: z.uuid(), d: z.int() });
    fc.assert(
      fc.property(fc.stringMatching(/^secret[a-z0-9]{12}$/), (secret) => {
        const { error } = schema.safeParse({ a: secret, b: secret, c: secret, d: secret });
        expect(JSON.stringify(error && fieldProblems(error))).not.toContain(secret);
      }),
    );
  });

  it('leaves a value that is right as the schema makes it', () => {
    expect(parseRequest(z.strictObject({ n: z.int().default(5) }), {})).toEqual({ n: 5 });
  });
});
