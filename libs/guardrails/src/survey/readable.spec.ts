import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redact } from '../redaction/redact.ts';
import { scan } from '../scan.ts';
import { readable } from './readable.ts';

const card = '4111 1111 1111 1111';
const inRow = (zero: number) => card.replaceAll(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit)));

describe('a number in disguise', () => {
  it.each([
    ['full width', inRow(0xff10)],
    ['Arabic-Indic digits', inRow(0x660)],
    ['Devanagari digits', inRow(0x966)],
    ['bold digits of mathematics', inRow(0x1d7ce)],
    ['monospaced digits of mathematics', inRow(0x1d7f6)],
    ['superscript digits', card.replaceAll('4', '\u2074').replaceAll('1', '\u00b9')],
    ['circled digits', inRow(0x245f).replaceAll('\u245f', '\u24ea')],
    ['the space of East Asian type', inRow(0xff10).replaceAll(' ', '\u3000')],
    ['zero-width spaces', Array.from(card).join('\u200b')],
    ['soft hyphens', card.replaceAll('11', '1\u00ad1')],
  ])('is found in %s, and taken out as it is written', (_how, written) => {
    const text = `Pay \u{1f680} with ${written}, please`;
    const findings = scan(text, ['pii']);
    expect(findings.map(({ type }) => type)).toEqual(['payment_card']);
    expect(redact(text, findings)).toBe('Pay \u{1f680} with [payment_card], please');
  });
});

describe('reading any text', () => {
  it('keeps offsets within the text and in order', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (written) => {
        const read = readable(written);
        const { text } = read;
        let last = 0;
        for (let offset = 0; offset < text.length; offset += 1) {
          expect(read.startOf(offset)).toBeGreaterThanOrEqual(last);
          expect(read.endOf(offset + 1)).toBeGreaterThan(read.startOf(offset));
          expect(read.endOf(offset + 1)).toBeLessThanOrEqual(written.length);
          last = read.startOf(offset);
        }
      }),
    );
  });

  it('takes the ideographic space for a space, and leaves fractions and numbers of more digits alone', () => {
    expect(readable('a\u3000b \u00bd \u246a').text).toBe('a b \u00bd \u246a');
  });

  it('changes nothing in printable ASCII', () => {
    fc.assert(
      fc.property(fc.string(), (written) => {
        expect(readable(written).text).toBe(written);
      }),
    );
  });
});
