import { encodingBit } from './encoding.ts';

/** A character and how many bytes it took. */
interface Character {
  readonly text: string;
  readonly size: number;
  readonly bits: number;
}

const isContinuation = (byte: number | undefined): byte is number =>
  byte !== undefined && byte >= 0x80 && byte <= 0xbf;

const sizeOf = (lead: number): number => {
  if (lead >= 0xf0 && lead <= 0xf7) return 4;
  if (lead >= 0xe0) return lead <= 0xef ? 3 : 1;
  return lead >= 0xc0 ? 2 : 1;
};

/** The lowest code point that UTF-8 writes with as many bytes (RFC 3629, section 3). */
const lowest = [0, 0, 0x80, 0x8_00, 0x1_00_00];

/**
 * The character at an index of some bytes: UTF-8, also in forms that are too long (`c0 af` for a slash), which careless
 * decoders accept; a byte that is no UTF-8 is the character of Latin-1.
 */
export const characterAt = (bytes: readonly number[], index: number): Character => {
  const lead = bytes[index] ?? 0;
  const size = sizeOf(lead);
  let codePoint = size === 1 ? lead : lead & (0x7f >> size);
  for (let offset = 1; offset < size; offset += 1) {
    const byte = bytes[index + offset];
    if (!isContinuation(byte)) return { text: String.fromCharCode(lead), size: 1, bits: 0 };
    codePoint = (codePoint << 6) | (byte & 0x3f);
  }
  const isCharacter = codePoint <= 0x10_ff_ff && (codePoint < 0xd8_00 || codePoint > 0xdf_ff);
  if (!isCharacter) return { text: String.fromCharCode(lead), size: 1, bits: 0 };
  const bits = codePoint < (lowest[size] ?? 0) ? encodingBit('overlong') : 0;
  return { text: String.fromCodePoint(codePoint), size, bits };
};
