import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CacheKeyParts, cacheKeyMaker, cacheKeyOfId } from './cache-key.ts';
import { canonicalJson, NotJsonError } from './canonical-json.ts';

const keyOf = cacheKeyMaker('a secret of the tests');

const parts: fc.Arbitrary<CacheKeyParts> = fc.record({
  tenant: fc.string({ minLength: 1 }),
  class: fc.constantFrom('chat_completion', 'retrieval', 'models'),
  checks: fc.uniqueArray(fc.string(), { maxLength: 4 }),
  model: fc.string(),
  parameters: fc.dictionary(fc.string(), fc.jsonValue(), { maxKeys: 4 }),
  input: fc.jsonValue(),
});

const names: readonly (keyof CacheKeyParts)[] = ['tenant', 'class', 'checks', 'model', 'parameters', 'input'];

/** The same value with the members of every object in the opposite order. */
const reordered = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(reordered);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, member]) => [name, reordered(member)]),
  );
};

describe('a cache key', () => {
  it('is another one when any part is another', () => {
    fc.assert(
      fc.property(parts, parts, fc.constantFrom(...names), (one, other, part) => {
        const changed = { ...one, [part]: other[part] };
        const sorted = (value: CacheKeyParts): unknown => ({ ...value, checks: [...value.checks].sort() });
        fc.pre(canonicalJson(sorted(changed)) !== canonicalJson(sorted(one)));
        expect(keyOf(changed).id).not.toBe(keyOf(one).id);
      }),
    );
  });

  it('is another one when one letter changes its case', () => {
    fc.assert(
      fc.property(parts, fc.string(), fc.string(), (base, before, after) => {
        const inputs = ['q', 'Q'].map((letter) => keyOf({ ...base, input: before + letter + after }).id);
        expect(inputs[0]).not.toBe(inputs[1]);
      }),
    );
  });

  it('does not depend on the order of members or of checks', () => {
    fc.assert(
      fc.property(parts, (one) => {
        const other = {
          ...one,
          checks: [...one.checks].reverse(),
          parameters: reordered(one.parameters),
          input: reordered(one.input),
        };
        expect(keyOf(other).id).toBe(keyOf(one).id);
      }),
    );
  });

  it('moves nothing from one part to the next', () => {
    const base = { tenant: 't', class: 'models', checks: [], parameters: {}, input: '' } as const;
    expect(keyOf({ ...base, model: 'ab', input: 'c' }).id).not.toBe(
      keyOf({ ...base, model: 'a', input: 'bc' }).id,
    );
    expect(keyOf({ ...base, model: '', checks: ['a', 'b'] }).id).not.toBe(
      keyOf({ ...base, model: '', checks: ['a,b'] }).id,
    );
  });

  it('holds no text but the tenant and the class, and cannot be guessed without the secret', () => {
    const secretive = {
      tenant: 'acme',
      class: 'models',
      checks: [],
      model: 'gpt',
      parameters: {},
      input: 'Ann',
    } as const;
    const { id } = keyOf(secretive);
    expect(id).toMatch(/^acme:models:[\w-]{43}$/);
    expect(cacheKeyMaker('another secret of tests')(secretive).id).not.toBe(id);
  });

  it('is had back from its id, whatever the tenant is called', () => {
    fc.assert(
      fc.property(parts, (one) => {
        const key = keyOf(one);
        expect(cacheKeyOfId(key.id)).toEqual(key);
      }),
    );
    for (const id of [
      '',
      'acme:models:short',
      'acme:nothing:'.padEnd(56, 'x'),
      `:models:${'x'.repeat(43)}`,
      `%:models:${'x'.repeat(43)}`,
    ])
      expect(cacheKeyOfId(id)).toBeUndefined();
  });

  it.each([
    ['a number that JSON cannot say', Number.NaN],
    ['a date', new Date(0)],
    ['a map', new Map()],
    ['a function', () => 1],
    ['undefined in a list', [undefined]],
  ])('is refused for %s, which would look like something else', (_, input) => {
    expect(() =>
      keyOf({ tenant: 't', class: 'models', checks: [], model: '', parameters: {}, input }),
    ).toThrow(NotJsonError);
  });

  it('is refused for a value nested too deeply, with a sentence that says so', () => {
    const deep = JSON.parse(`${'['.repeat(5_000)}${']'.repeat(5_000)}`) as unknown;
    expect(() => canonicalJson(deep)).toThrow(/at most 256 levels/);
  });

  it('is refused without a tenant, and by a secret that can be guessed', () => {
    expect(() =>
      keyOf({ tenant: '', class: 'models', checks: [], model: '', parameters: {}, input: '' }),
    ).toThrow(RangeError);
    expect(() => cacheKeyMaker('short')).toThrow(/16 bytes/);
  });
});
