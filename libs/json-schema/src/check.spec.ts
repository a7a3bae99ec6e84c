import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { checkJson } from './check.ts';
import { SchemaError } from './schema-problem.ts';

const problems = (schema: unknown, value: unknown): string[] =>
  checkJson(schema, value).map(({ pointer, detail }) => `${pointer} ${detail}`);

const person = {
  type: 'object',
  required: ['name', 'age'],
  properties: {
    name: { type: 'string', minLength: 1, pattern: '^[A-Z]' },
    age: { type: 'integer', minimum: 0, exclusiveMaximum: 150 },
    tags: { type: 'array', items: { $ref: '#/$defs/tag' }, maxItems: 2, uniqueItems: true },
    contact: { oneOf: [{ type: 'string', format: 'email' }, { type: 'null' }] },
  },
  additionalProperties: false,
  $defs: { tag: { enum: ['a', 'b', 'c'] } },
};

describe('a value', () => {
  it('matches its schema or has every problem named with where it is', () => {
    expect(problems(person, { name: 'Ada', age: 36, tags: ['a', 'b'], contact: null })).toEqual([]);
    expect(problems(person, { name: 'ada', age: 150, tags: ['a', 'x', 'a'], contact: 'x', b: 1 })).toEqual([
      '/name does not match its pattern',
      '/age is not less than 150',
      '/tags has more than 2 items',
      '/tags has equal items',
      '/tags/1 must be one of ["a","b","c"]',
      '/contact does not have the format email',
      '/b is not known here',
    ]);
    expect(problems(person, { age: 1.5 })).toEqual([' lacks name', '/age is number and must be integer']);
  });

  it.each([
    [{ type: ['string', 'null'] }, null, 1],
    [{ const: { a: [1] } }, { a: [1] }, { a: [2] }],
    [{ not: { type: 'string' } }, 1, 'x'],
    [{ anyOf: [{ minimum: 5 }, { maximum: 1 }], type: 'number' }, 6, 3],
    [{ allOf: [{ minimum: 1 }, { multipleOf: 0.1 }] }, 1.3, 1.35],
    // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema
    [{ if: { properties: { a: { const: 1 } } }, then: { required: ['b'] } }, { a: 1, b: 2 }, { a: 1 }],
    [{ prefixItems: [{ type: 'string' }], items: false }, ['a'], ['a', 1]],
    [{ contains: { type: 'number' } }, ['a', 1], ['a']],
    [{ patternProperties: { '^n': { type: 'number' } } }, { n1: 1, x: 'y' }, { n1: 'y' }],
    [{ propertyNames: { maxLength: 2 } }, { ab: 1 }, { abc: 1 }],
    [{ dependentRequired: { a: ['b'] } }, { c: 1 }, { a: 1 }],
    [{ format: 'date' }, '2024-02-29', '29.2.2024'],
    [{ properties: { a: false } }, {}, { a: 1 }],
  ])('%j takes %j and not %j', (schema, right, wrong) => {
    expect([problems(schema, right).length, problems(schema, wrong).length > 0]).toEqual([0, true]);
  });

  it('matches everywhere where it stands for one that is not known yet', () => {
    const isOpen = (value: unknown): boolean => typeof value === 'string' && value.startsWith('{{');
    expect(checkJson(person, { name: '{{x}}', age: '{{y}}', tags: ['{{z}}'] }, { isOpen })).toEqual([]);
    expect(checkJson(person, { name: '{{x}}' }, { isOpen })).toHaveLength(1);
  });

  it('that zod takes matches the schema that zod writes', () => {
    const schema = z.strictObject({
      a: z.string().min(1).max(3),
      b: z.array(z.int().min(0)).max(3),
      c: z.enum(['x', 'y']).optional(),
    });
    const json = z.toJSONSchema(schema, { io: 'input' });
    const value = fc.record(
      {
        a: fc.oneof(fc.string({ maxLength: 5 }), fc.integer()),
        b: fc.array(fc.integer({ min: -2, max: 9 }), { maxLength: 5 }),
        c: fc.constantFrom('x', 'y', 'z'),
      },
      { requiredKeys: ['a'] },
    );
    fc.assert(
      fc.property(value, (one) => {
        // zod counts UTF-16 code units and JSON Schema characters.
        fc.pre(typeof one.a !== 'string' || one.a.length === Array.from(one.a).length);
        expect(checkJson(json, one).length === 0).toBe(schema.safeParse(one).success);
      }),
    );
  });
});

describe('a schema', () => {
  it.each([
    [{ pattern: '(a+)+$' }, 'repeats a group that repeats'],
    [{ pattern: '(' }, 'is no regular expression'],
    [{ pattern: 'a'.repeat(501) }, 'longer than 500'],
    [{ $ref: 'https://a.example/schema.json' }, 'another document'],
    [{ $ref: '#/$defs/none' }, 'a part that it does not have'],
    [{ allOf: 'x' }, 'allOf is no list'],
    [{ properties: { a: 1 } }, 'neither an object nor a boolean'],
  ])('that cannot be used is refused: %j', (schema, reason) => {
    const value = 'pattern' in schema || '$ref' in schema ? 'aaaa' : { a: 1 };
    expect(() => checkJson(schema, value)).toThrow(SchemaError);
    expect(() => checkJson(schema, value)).toThrow(reason);
  });

  it('may refer to itself, and an endless reference is refused', () => {
    const tree = { type: 'object', properties: { child: { $ref: '#' } } };
    expect(problems(tree, { child: { child: {} } })).toEqual([]);
    expect(problems(tree, { child: { child: 1 } })).toHaveLength(1);
    expect(() => checkJson({ $ref: '#' }, 1)).toThrow(SchemaError);
  });
});
