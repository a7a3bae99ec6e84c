import { describe, expect, it } from 'vitest';
import { textLength } from './text-length.ts';

describe('the length of the texts in a value', () => {
  it('counts texts at any depth, keys included, and nothing else', () => {
    expect(textLength('four', 100)).toBe(4);
    expect(textLength({ ab: ['cde', 12, null, { f: true }] }, 100)).toBe(6);
    expect(textLength(7, 100)).toBe(0);
  });

  it('stops when there is more than was asked for', () => {
    const list = ['a'.repeat(10), 'b'.repeat(10), 'c'.repeat(10)];
    expect(textLength(list, 15)).toBe(20);
  });
});
