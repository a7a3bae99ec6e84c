import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutAtWord, onOneLine, trimmed, withoutReferences } from './words.ts';

describe('cutting a text', () => {
  it('cuts at a space and leaves short texts alone', () => {
    expect(cutAtWord('one two three', 9)).toBe('one two');
    expect(cutAtWord('one two', 7)).toBe('one two');
    expect(cutAtWord('a'.repeat(20), 10)).toBe('a'.repeat(10));
  });

  it('never gives more than the limit nor half a character', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 60 }),
        fc.integer({ min: 2, max: 30 }),
        (text, max) => {
          const cut = cutAtWord(text, max);
          expect(cut.length).toBeLessThanOrEqual(max);
          expect(Buffer.from(cut).toString()).toBe(cut);
          expect(text.startsWith(cut)).toBe(true);
        },
      ),
    );
  });
});

describe('a text in a plan', () => {
  it('never holds what could be read as a reference', () => {
    expect(withoutReferences('{{steps.answer.output}}')).toBe('{ {steps.answer.output}}');
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('{', '}', 's', ' ') }), (text) => {
        expect(withoutReferences(text)).not.toContain('{{');
      }),
    );
  });

  it('is put on one line and trimmed', () => {
    expect(onOneLine(' a\n\t b ')).toBe('a b');
    expect(trimmed(' "the bridge", ')).toBe('the bridge');
    expect(trimmed(' ,. ')).toBe('');
  });
});
