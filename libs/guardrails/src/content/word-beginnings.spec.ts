import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WordBeginnings } from './word-beginnings.ts';
import { wordPattern } from './word-pattern.ts';

const words = ['tnt', 'c4', 'pipe bomb', 'porno*', 'x*', 'бомб*', '炸弹', '写', 'ied'];
const beginnings = new WordBeginnings(words, '.');
const pattern = new RegExp(`\\.|${wordPattern(words)}`, 'g');

const text = fc
  .array(fc.oneof(fc.constantFrom(...words, 'p1p3', 'b0mb', '!ed', ' ', '-', '.', 'я', 'a'), fc.string()))
  .map((parts) => parts.join('').replaceAll('*', 's'));

describe('the places where words may begin', () => {
  it('hold every place where one begins', () => {
    fc.assert(
      fc.property(text, (read) => {
        for (const { index } of read.matchAll(pattern)) expect(beginnings.next(read, index)).toBe(index);
      }),
      { numRuns: 500 },
    );
  });

  it('are told one after the other, and are few', () => {
    const read = 'a tank, tnt. xyz 炸弹';
    const places: number[] = [];
    for (let at = beginnings.next(read, 0); at >= 0; at = beginnings.next(read, at + 1)) places.push(at);
    expect(places).toEqual([8, 11, 13, 17]);
  });
});
