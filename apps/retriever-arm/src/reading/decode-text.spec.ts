import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeText } from './decode-text.ts';

const bytes = (text: string, encoding: BufferEncoding = 'utf8'): Uint8Array => Buffer.from(text, encoding);
const swapped = (buffer: Buffer): Uint8Array => Buffer.from(buffer).swap16();

describe('decoding a text', () => {
  it('reads UTF-8, without its mark', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.boolean(), (text, isMarked) => {
        fc.pre(!text.includes('\0') && !text.startsWith('\uFEFF'));
        const mark = isMarked ? '\uFEFF' : '';
        expect(decodeText(bytes(mark + text))).toEqual({ text, warnings: [] });
      }),
    );
  });

  it('reads UTF-16 by its mark, of either order', () => {
    const text = Buffer.from('\uFEFFÅ 😀', 'utf16le');
    expect(decodeText(text).text).toBe('Å 😀');
    expect(decodeText(swapped(text)).text).toBe('Å 😀');
    expect(() => decodeText(text.subarray(0, -1))).toThrow(/UTF-16.*Send it in UTF-8/);
  });

  it('refuses what is not what its mark says', () => {
    expect(() => decodeText(Buffer.concat([bytes('\uFEFF'), Buffer.from([0xc3, 0x28])]))).toThrow(/UTF-8/);
  });

  it('reads the lines that are not UTF-8 as windows-1252, each for itself, and says so', () => {
    const mixed = Buffer.concat([
      bytes('Zürich\n'),
      bytes('Zürich “x”\r\n'),
      Buffer.from([0x93, 0xe5, 0x94, 0x0a]),
    ]);
    expect(decodeText(mixed)).toEqual({
      text: 'Zürich\nZürich “x”\r\n“å”\n',
      warnings: [expect.stringMatching(/^1 line is not UTF-8 .* windows-1252/)],
    });
    expect(decodeText(Buffer.from([0xff, 0x41])).warnings).toHaveLength(1);
  });

  it('reads what is declared, unless nobody knows it or the text is UTF-8 after all', () => {
    const japanese = Buffer.from([0x93, 0xfa, 0x96, 0x7b]);
    expect(decodeText(japanese, 'shift_jis').text).toBe('日本');
    expect(decodeText(bytes('日本'), 'utf-8').text).toBe('日本');
    expect(decodeText(bytes('日本'), 'no-such-encoding').text).toBe('日本');
  });

  it('refuses bytes that no text has', () => {
    expect(() => decodeText(bytes('a\0b'))).toThrow(/no text/);
  });
});
