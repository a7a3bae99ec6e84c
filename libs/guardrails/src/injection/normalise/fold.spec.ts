import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { originalText } from './derived-text.ts';
import { folded, withoutInvisible } from './fold.ts';
import { foldCharacter } from './fold-character.ts';
import { foldText } from './fold-text.ts';

const anyText = fc.string({ unit: 'binary', maxLength: 60 });
const normalised = (text: string) => folded(withoutInvisible(originalText(text)));

describe('folding', () => {
  it('makes letters alike that look alike', () => {
    expect(foldText('Раураl ＡＢＣ 𝓗𝓮𝓵𝓵𝓸 Ünïcode')).toBe('paypal abc hello unicode');
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const once = normalised(text).text;
        expect(normalised(once).text).toBe(once);
      }),
      { numRuns: 5_000 },
    );
  });

  it('keeps for every character where it came from', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const layer = normalised(text);
        let from = 0;
        for (let index = 0; index < layer.text.length; index += 1) {
          const { start, end } = layer.originOf(index, index + 1);
          expect(start).toBeGreaterThanOrEqual(from);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
          expect(normalised(text.slice(start, end)).text).toContain(layer.text.charAt(index));
          from = start;
        }
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('a character that decomposes into many', () => {
  it('becomes four of them, so that no text grows by more', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }), (character) => {
        expect(foldCharacter(character).length).toBeLessThanOrEqual(4);
      }),
      { numRuns: 5_000 },
    );
    expect(foldText('\ufdfa'.repeat(100))).toHaveLength(400);
  });
});
