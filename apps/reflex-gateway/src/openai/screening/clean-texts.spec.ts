import { describe, expect, it } from 'vitest';
import { CleanTexts } from './clean-texts.ts';

describe('texts in which nothing was found', () => {
  it('are remembered for their own scope', () => {
    const texts = new CleanTexts();
    texts.add('acme user', 'Hello');
    expect(texts.has('acme user', 'Hello')).toBe(true);
    for (const [scope, text] of [
      ['acme content', 'Hello'],
      ['globex user', 'Hello'],
      ['acme user', 'hello'],
      ['acme', 'user Hello '],
    ] as const)
      expect(texts.has(scope, text)).toBe(false);
  });

  it('make room for others, and very long ones are not kept', () => {
    const texts = new CleanTexts();
    const long = 'x'.repeat(65_536);
    texts.add('a', `${long}x`);
    expect(texts.has('a', `${long}x`)).toBe(false);
    texts.add('a', 'first');
    for (let n = 0; n < 70; n++) texts.add('a', `${n}${long.slice(10)}`);
    expect(texts.has('a', 'first')).toBe(false);
    expect(texts.has('a', `69${long.slice(10)}`)).toBe(true);
  });
});
