import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DepthError, plainJson } from './plain-json.ts';

describe('JSON from a stranger', () => {
  it('stays what it is, but for NUL characters', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        const text = JSON.stringify(value);
        fc.pre(!text.includes('__proto__') && !text.includes(String.raw`\u0000`));
        expect(JSON.stringify(plainJson(JSON.parse(text)))).toBe(text);
      }),
      { numRuns: 100 },
    );
    expect(plainJson({ 'a\0': ['\0'] })).toEqual({ 'a\ufffd': ['\ufffd'] });
  });

  it('changes no prototype', () => {
    expect(plainJson(JSON.parse('{"__proto__": {"admin": true}, "a": 1}'))).toEqual({ a: 1 });
  });

  it('is refused when it is too deep, however deep that is', () => {
    const deep = (depth: number): unknown => JSON.parse('['.repeat(depth) + ']'.repeat(depth));
    expect(() => plainJson(deep(65))).not.toThrow();
    expect(() => plainJson(deep(66))).toThrow(DepthError);
    expect(() => plainJson(deep(100_000))).toThrow(DepthError);
  });
});
