import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { base64Runs } from './base64-runs.ts';
import { encodingsOf } from './encoding.ts';
import { layersOf, maxDepth } from './layers.ts';

const last = (text: string): string => layersOf(text).all.at(-1)?.text ?? '';

describe('the layers of a text', () => {
  it('are the text alone when nothing in it is encoded', () => {
    for (const text of ['', 'Please select a hotel', '100 % & more \\ less', 'naïve 日本 👩‍🚀'])
      expect(layersOf(text)).toMatchObject({ all: [{ text }], isTooDeep: false });
  });

  it.each([
    ['%41%2e%C3%A9', 'A.é'],
    ['%u0041%u00e9', 'Aé'],
    ['%2541', 'A'],
    ['%%34%31', 'A'],
    ['%c0%ae%e0%80%ae%f0%80%80%ae', '...'],
    ['%ff%c3', 'ÿÃ'],
    ['&lt;&#60;&#x3c;&#60', '<<<<'],
    ['&unknown; &#99999999;', '&unknown; &#99999999;'],
    ['\\u0041\\u{42}\\x43\\104', 'ABCD'],
    ['\\ud800\\u{110000}', '\\ud800\\u{110000}'],
    ['\uff21\uff0f\u2215\u2025', 'A//..'],
    [Buffer.from('just a line of text').toString('base64'), 'just a line of text'],
    [Buffer.from('just a line of text??').toString('base64url'), 'just a line of text??'],
  ])('%s reads as %s', (text, read) => {
    expect(last(text)).toBe(read);
  });

  it('end at a bound, which is said', () => {
    const deep = `%${'25'.repeat(40)}41`;
    expect(layersOf(deep)).toMatchObject({ isTooDeep: true });
    expect(layersOf(deep).all).toHaveLength(maxDepth + 1);
  });

  it('know where each part comes from and through what', () => {
    const layer = layersOf('ab%253Ccd').all.at(-1);
    expect(layer?.text).toBe('ab<cd');
    const { bits, ...span } = layer?.originOf(1, 4) ?? { bits: 0 };
    expect(span).toEqual({ start: 1, end: 8 });
    expect(encodingsOf(bits)).toEqual(['percent']);
    expect(layer?.originOf(3, 5)).toEqual({ start: 7, end: 9, bits: 0 });
  });

  it('have parts that come from within the text, in order', () => {
    const parts = fc.constantFrom(
      '%2541',
      '&amp;#65;',
      '\\u0025',
      '41',
      'a',
      '\uff05',
      ' ',
      '%c3%a9',
      'QUFBQUFBQUFBQUFBQUFB',
    );
    fc.assert(
      fc.property(
        fc.array(parts, { maxLength: 20 }).map((list) => list.join('')),
        (text) => {
          for (const layer of layersOf(text).all) {
            let from = 0;
            for (let index = 0; index < layer.text.length; index += 1) {
              const { start, end } = layer.originOf(index, index + 1);
              expect(start).toBeGreaterThanOrEqual(from);
              expect(end).toBeLessThanOrEqual(text.length);
              from = start;
            }
          }
        },
      ),
      { numRuns: 1_000 },
    );
  });
});

describe('runs that may be base64', () => {
  it('are those that a pattern finds', () => {
    const texts = fc.array(fc.oneof(fc.base64String({ maxLength: 40 }), fc.constantFrom(' ', '.', '=')), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(
        texts.map((parts) => parts.join('')),
        (text) => {
          const wanted = Array.from(text.matchAll(/[\w+/-]{16,}/g), ({ index, 0: run }) => ({
            start: index,
            end: index + run.length,
          })).filter(({ start, end }) => (end - start) % 4 !== 1);
          expect([...base64Runs(text)]).toEqual(wanted);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
