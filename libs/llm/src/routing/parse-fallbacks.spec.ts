import { describe, expect, it } from 'vitest';
import { parseFallbacks } from './parse-fallbacks.ts';

describe('fallback chains', () => {
  it('are names with > between them, the first being the one that is asked for', () => {
    expect(parseFallbacks(['a > b>c', 'p/d>a'])).toEqual({ a: ['b', 'c'], 'p/d': ['a'] });
    expect(parseFallbacks([])).toEqual({});
  });

  it.each([['a'], ['a>'], ['>b'], ['a>>b'], ['a>b', 'a>c']])('cannot be %j', (...chains) => {
    expect(() => parseFallbacks(chains)).toThrow(/fallback chain/);
  });
});
