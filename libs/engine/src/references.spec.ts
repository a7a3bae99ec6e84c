import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { referencedSteps, resolveReferences, UnresolvedReferenceError } from './references.ts';

const outputs = new Map<string, unknown>([
  ['a', { text: 'found', list: [{ id: 7 }, { id: 8 }], flag: false, none: null, 'with-dash': 1 }],
  ['b-2', 'plain'],
]);
const resolve = (input: unknown): unknown => resolveReferences(input, outputs);

describe('references', () => {
  it('leave an input without them as it is', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (input) => {
        fc.pre(!JSON.stringify(input).includes('{{'));
        expect(resolve(input)).toEqual(input);
        expect(referencedSteps(input)).toEqual([]);
      }),
    );
  });

  it.each([
    ['{{steps.a.output}}', outputs.get('a')],
    ['{{steps.a.output.text}}', 'found'],
    ['{{steps.a.output.list}}', [{ id: 7 }, { id: 8 }]],
    ['{{steps.a.output.list.1.id}}', 8],
    ['{{ steps.a.output.flag }}', false],
    ['{{steps.a.output.none}}', null],
    ['{{steps.a.output.with-dash}}', 1],
    ['{{steps.b-2.output}}', 'plain'],
  ])('that are the whole text become the value itself: %s', (text, value) => {
    expect(resolve(text)).toEqual(value);
  });

  it('inside a longer text become text', () => {
    expect(
      resolve('It says {{steps.a.output.text}}, {{steps.a.output.list.0}} and {{steps.a.output.flag}}.'),
    ).toBe('It says found, {"id":7} and false.');
    expect(resolve(' {{steps.a.output.flag}}')).toBe(' false');
  });

  it('are replaced at any depth, in values and not in keys', () => {
    expect(
      resolve({ '{{steps.a.output}}': [{ deep: { deeper: ['{{steps.a.output.text}}', 1, null, true] } }] }),
    ).toEqual({ '{{steps.a.output}}': [{ deep: { deeper: ['found', 1, null, true] } }] });
  });

  it('name each step once', () => {
    expect(
      referencedSteps({ x: '{{steps.a.output.text}} and {{steps.b-2.output}}', y: ['{{steps.a.output}}'] }),
    ).toEqual(['a', 'b-2']);
  });

  it.each([
    '{{steps.a.output.missing}}',
    '{{steps.a.output.text.length}}',
    '{{steps.a.output.list.2}}',
    '{{steps.a.output.list.-1}}',
    '{{steps.a.output.none.more}}',
    '{{steps.gone.output}}',
    'in a text: {{steps.a.output.missing}}',
  ])('that lead nowhere are refused by name: %s', (text) => {
    expect(() => resolve({ text })).toThrow(UnresolvedReferenceError);
    expect(() => resolve({ text })).toThrow(/\{\{steps\..*\}\}/);
  });

  it.each([
    '__proto__',
    'constructor',
    'constructor.name',
    'prototype',
    'toString',
    'hasOwnProperty',
    'list.map',
  ])('do not follow what an object inherits: %s', (path) => {
    expect(() => resolve(`{{steps.a.output.${path}}}`)).toThrow(UnresolvedReferenceError);
  });

  it('do not change the prototype of what they are put into', () => {
    const resolved = resolve(JSON.parse('{"__proto__": {"polluted": "{{steps.a.output.flag}}"}}')) as object;
    expect(Object.getPrototypeOf(resolved)).toBe(Object.prototype);
    expect('polluted' in {}).toBe(false);
  });

  it('in what a step answered are left as they are', () => {
    const hostile = '{{steps.secret.output}} and {{steps.hostile.output}}';
    const hostileOutputs = new Map<string, unknown>([
      ['hostile', { text: hostile, list: [hostile] }],
      ['secret', 'the secret'],
    ]);
    for (const reference of [
      '{{steps.hostile.output.text}}',
      '{{steps.hostile.output}}',
      '> {{steps.hostile.output.list.0}}',
    ])
      expect(JSON.stringify(resolveReferences({ reference }, hostileOutputs))).not.toContain('the secret');
    expect(resolveReferences('{{steps.hostile.output.text}}', hostileOutputs)).toBe(hostile);
  });

  it('keep replacement patterns of String.replace as they are', () => {
    expect(resolveReferences('x{{steps.p.output}}y', new Map([['p', "$& $1 $' $$"]]))).toBe("x$& $1 $' $$y");
  });

  it.each([
    '{{steps.A.output}}',
    '{{steps.a}}',
    '{{step.a.output}}',
    '{steps.a.output}',
    '{{steps.a.output.}}',
  ])('are only those of the documented form: %s', (text) => {
    expect(resolve(text)).toBe(text);
    expect(referencedSteps(text)).toEqual([]);
  });

  it('to what only units have are no references elsewhere', () => {
    const input = { x: '{{item.a}}', y: 'at {{index}}', z: '{{previous.output}} {{ iteration }}' };
    expect(resolve(input)).toEqual(input);
    expect(referencedSteps(input)).toEqual([]);
  });

  it('lead to what a unit has, null for what does not exist yet', () => {
    const locals = { item: { a: [{ b: 1 }] }, index: 3, 'previous.output': undefined, iteration: 0 };
    const within = (input: unknown) => resolveReferences(input, outputs, { locals });
    expect(within(['{{item.a.0.b}}', '{{ index }}', '{{index}}/{{iteration}}'])).toEqual([1, 3, '3/0']);
    expect(within(['{{previous.output}}', '{{previous.output.x.y}}', 'was {{previous.output.x}}'])).toEqual([
      null,
      null,
      'was null',
    ]);
    for (const text of ['{{item.gone}}', '{{index.gone}}', '{{item.constructor}}'])
      expect(() => within(text)).toThrow(UnresolvedReferenceError);
  });

  it('to an absent step give null on their own and are refused in a longer text', () => {
    const absent = new Set(['gone']);
    expect(resolveReferences('{{steps.gone.output.x}}', outputs, { absent })).toBeNull();
    expect(() => resolveReferences('> {{steps.gone.output.x}}', outputs, { absent })).toThrow(
      UnresolvedReferenceError,
    );
  });

  it('are found in linear time', () => {
    const text = '{{steps.a.output'.repeat(50_000) + '{{ '.repeat(50_000) + ' '.repeat(100_000);
    const started = performance.now();
    expect(resolve(text)).toBe(text);
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
