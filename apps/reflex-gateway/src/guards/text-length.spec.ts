import { describe, expect, it } from 'vitest';
import { perText, textLength } from './text-length.ts';

describe('the length of the texts in a value', () => {
  it('counts texts at any depth, keys included, and nothing else', () => {
    expect(textLength('four', 1_000)).toBe(4 + perText);
    expect(textLength({ ab: ['cde', 12, null, { f: true }] }, 1_000)).toBe(6 + 3 * perText);
    expect(textLength(7, 1_000)).toBe(0);
    expect(textLength([[], {}], 1_000)).toBe(0);
  });

  it('is great for many short texts, each of which takes a while', () => {
    expect(textLength(Array(6_000).fill('ab'), 32_768)).toBeGreaterThan(32_768);
  });

  it('stops when there is more than was asked for', () => {
    const list = ['a'.repeat(10), 'b'.repeat(10), 'c'.repeat(10)];
    expect(textLength(list, perText + 15)).toBe(2 * perText + 20);
  });

  it('reads nothing behind the place where it stops', () => {
    let reads = 0;
    const list = new Proxy(['long'.repeat(100), ...Array<number>(1_000).fill(1)], {
      get: (target, key) => {
        reads += 1;
        return Reflect.get(target, key) as unknown;
      },
    });
    textLength(list, 100);
    expect(reads).toBeLessThan(10);
  });
});
