import { isDeepStrictEqual } from 'node:util';
import { checkList } from './lists.ts';
import { checkObject } from './objects.ts';
import { type CheckPart, isObject, type Keywords } from './part.ts';
import { checkNumber, checkText } from './scalars.ts';
import { SchemaError, type SchemaProblem } from './schema-problem.ts';

export interface CheckOptions {
  /**
   * Whether a value stands for another one that is not known yet, such as a reference to the output of a step: it
   * matches every schema.
   */
  readonly isOpen?: (value: unknown) => boolean;
}

/** Schemas nest and refer to themselves no deeper than this. */
const maxDepth = 64;
/** One value has this many problems at most: more help nobody. */
const maxProblems = 20;

const typeOf = (value: unknown): string => {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
};

const isOfType = (value: unknown, type: unknown): boolean => {
  const actual = typeOf(value);
  return actual === type || (type === 'number' && actual === 'integer');
};

const referred = (root: unknown, reference: unknown): unknown => {
  if (typeof reference !== 'string' || !reference.startsWith('#'))
    throw new SchemaError('it refers to another document');
  let target = root;
  for (const part of reference.slice(1).split('/').slice(1)) {
    const key = decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~');
    const holds = (isObject(target) || Array.isArray(target)) && Object.hasOwn(target, key);
    if (!holds) throw new SchemaError('it refers to a part that it does not have');
    target = (target as Record<string, unknown>)[key];
  }
  return target;
};

const listOf = (schema: Keywords, name: string): readonly unknown[] => {
  const list = schema[name] ?? [];
  if (!Array.isArray(list)) throw new SchemaError(`${name} is no list`);
  return list;
};

/** One check of a value: it knows the whole schema, since parts of it may be referred to. */
class SchemaCheck {
  readonly #root: unknown;
  readonly #isOpen: (value: unknown) => boolean;
  #depth = 0;

  constructor(root: unknown, { isOpen = () => false }: CheckOptions) {
    this.#root = root;
    this.#isOpen = isOpen;
  }

  run(schema: unknown, value: unknown, path: string): SchemaProblem[] {
    if (schema === true || this.#isOpen(value)) return [];
    if (schema === false) return [{ pointer: path, detail: 'is not allowed' }];
    if (!isObject(schema)) throw new SchemaError('a part of it is neither an object nor a boolean');
    if (this.#depth >= maxDepth) throw new SchemaError('it nests too deeply');
    this.#depth += 1;
    try {
      return [
        ...(schema.$ref === undefined ? [] : this.run(referred(this.#root, schema.$ref), value, path)),
        ...this.#ofType(schema, value, path),
        ...this.#ofValue(schema, value, path),
        ...this.#ofParts(schema, value, path),
        ...this.#combined(schema, value, path),
      ];
    } finally {
      this.#depth -= 1;
    }
  }

  #ofType({ type }: Keywords, value: unknown, path: string): SchemaProblem[] {
    if (type === undefined) return [];
    const types: readonly unknown[] = Array.isArray(type) ? type : [type];
    if (types.some((one) => isOfType(value, one))) return [];
    return [{ pointer: path, detail: `is ${typeOf(value)} and must be ${types.join(' or ')}` }];
  }

  #ofValue(schema: Keywords, value: unknown, path: string): SchemaProblem[] {
    const isOneOf = (values: readonly unknown[]): boolean =>
      values.some((one) => isDeepStrictEqual(one, value));
    if (schema.const !== undefined && !isOneOf([schema.const]))
      return [{ pointer: path, detail: `must be ${JSON.stringify(schema.const)}` }];
    if (schema.enum === undefined || isOneOf(listOf(schema, 'enum'))) return [];
    return [{ pointer: path, detail: `must be one of ${JSON.stringify(schema.enum)}` }];
  }

  #ofParts(schema: Keywords, value: unknown, path: string): SchemaProblem[] {
    const part: CheckPart = (inner, of, at) => this.run(inner, of, at);
    if (typeof value === 'string') return checkText(schema, value, path);
    if (typeof value === 'number') return checkNumber(schema, value, path);
    if (Array.isArray(value)) return checkList(schema, value, path, part);
    return isObject(value) ? checkObject(schema, value, path, part) : [];
  }

  #combined(schema: Keywords, value: unknown, path: string): SchemaProblem[] {
    const fits = (inner: unknown): boolean => this.run(inner, value, path).length === 0;
    const problems = listOf(schema, 'allOf').flatMap((inner) => this.run(inner, value, path));
    if (schema.anyOf !== undefined) problems.push(...this.#alternatives(schema, 'anyOf', value, path));
    if (schema.oneOf !== undefined) problems.push(...this.#alternatives(schema, 'oneOf', value, path));
    if (schema.not !== undefined && fits(schema.not))
      problems.push({ pointer: path, detail: 'is not allowed' });
    if (schema.if !== undefined) {
      const next = fits(schema.if) ? schema.then : schema.else;
      if (next !== undefined) problems.push(...this.run(next, value, path));
    }
    return problems;
  }

  /** When none fits, the problems of the one that came nearest: those that lie deepest, of these the fewest. */
  #alternatives(schema: Keywords, name: 'anyOf' | 'oneOf', value: unknown, path: string): SchemaProblem[] {
    const results = listOf(schema, name).map((inner) => this.run(inner, value, path));
    const fitting = results.filter((problems) => problems.length === 0).length;
    if (fitting === 1 || (fitting > 1 && name === 'anyOf')) return [];
    if (fitting > 1) return [{ pointer: path, detail: 'matches more than one alternative' }];
    const depth = (problems: readonly SchemaProblem[]): number =>
      Math.min(...problems.map(({ pointer }) => pointer.length));
    const nearest = results.toSorted((a, b) => depth(b) - depth(a) || a.length - b.length)[0];
    return nearest ?? [{ pointer: path, detail: 'is not allowed' }];
  }
}

/**
 * Checks a JSON value against a JSON schema (draft 2020-12): type, enum, const, the limits of numbers, texts, lists and
 * objects, pattern, the common formats, allOf, anyOf, oneOf, not, if, and references within the schema. Annotations and
 * keywords that are not known are passed over. Nothing is compiled and no code is made from a schema, so that one may
 * come from anybody. Takes time linear in value and schema but for alternatives.
 * @returns at most 20 problems; none when the value matches
 * @throws SchemaError when the schema cannot be used
 */
export const checkJson = (schema: unknown, value: unknown, options: CheckOptions = {}): SchemaProblem[] =>
  new SchemaCheck(schema, options).run(schema, value, '').slice(0, maxProblems);
