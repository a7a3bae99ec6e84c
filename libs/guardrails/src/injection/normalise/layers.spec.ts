import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { originalText } from './derived-text.ts';
import { decodedLayers, maxDepth } from './layers.ts';

const base64 = (text: string) => Buffer.from(text).toString('base64');
const lastOf = (text: string) => decodedLayers(originalText(text)).at(-1)?.text;

describe('the layers of a text', () => {
  it('are decoded until nothing is left', () => {
    expect(lastOf(`so: ${base64(encodeURIComponent('hello, dear world'))}!`)).toBe('so: hello, dear world!');
    expect(decodedLayers(originalText('plain text'))).toHaveLength(1);
  });

  it('are bounded', () => {
    let text = 'hello, dear world';
    for (let depth = 0; depth < maxDepth + 4; depth += 1) text = base64(text);
    expect(decodedLayers(originalText(text))).toHaveLength(maxDepth + 1);
  });

  it('are left alone when they hold no text', () => {
    for (const text of [
      Buffer.from([0, 255, 3, 4, 250, 6, 7, 8, 9, 1, 2, 3]).toString('base64'),
      'internationalisation',
      '%zz &nope; \\u12',
    ])
      expect(lastOf(text)).toBe(text);
  });

  it('never grow, and come from within the original', () => {
    const parts = fc.oneof(
      fc.string({ maxLength: 12 }),
      fc.string({ maxLength: 20 }).map(base64),
      fc.string({ unit: 'grapheme', maxLength: 10 }).map((text) => Buffer.from(text).toString('hex')),
      fc.constantFrom('%41', '%2541', '&amp;lt;', '\\u0041', '&#65;'),
    );
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 8 }), (list) => {
        const text = list.join(' ');
        let longest = text.length;
        for (const layer of decodedLayers(originalText(text))) {
          expect(layer.text.length).toBeLessThanOrEqual(longest);
          longest = layer.text.length;
          const { start, end } = layer.originOf(0, layer.text.length);
          expect([start, end]).toEqual(layer.text === '' ? [0, 0] : [0, text.length]);
        }
      }),
      { numRuns: 1_000 },
    );
  });
});
