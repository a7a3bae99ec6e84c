import { plainDigit } from './plain-digit.ts';

/** A text as it is read, and where its characters stand in the text as it is written. */
export interface Readable {
  readonly text: string;
  /** The offset, in the text as it is written, of what begins at an offset of this one. */
  startOf(offset: number): number;
  /** The offset, in the text as it is written, behind what ends at an offset of this one. */
  endOf(offset: number): number;
}

const invisible = /\p{Cf}/u;
const digit = /\p{Nd}/u;
const ideographicSpace = 0x3000;
const wide = { first: 0xff01, last: 0xff5e, shift: 0xfee0 };

/** Unicode assigns ten digits in a row to a script, and several tens to the digits of mathematics. */
const valueOfDigit = (code: number): number => {
  let zero = code;
  while (digit.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return (code - zero) % 10;
};

const formOf = (character: string): string => {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x80) return character;
  if (code >= wide.first && code <= wide.last) return String.fromCharCode(code - wide.shift);
  if (code === ideographicSpace) return ' ';
  if (digit.test(character)) return String(valueOfDigit(code));
  return invisible.test(character) ? '' : (plainDigit(character) ?? character);
};

/**
 * A text without invisible characters, with ASCII digits for those of other scripts and for raised and circled
 * ones, and without the full width of East Asian type: a card number in any of these disguises is one for whoever
 * reads it.
 */
export const readable = (written: string): Readable => {
  const starts: number[] = [];
  let text = '';
  let offset = 0;
  for (const character of written) {
    const form = formOf(character);
    for (let unit = 0; unit < form.length; unit += 1) starts.push(offset + unit);
    text += form;
    offset += character.length;
  }
  const startOf = (at: number): number => starts[at] ?? written.length;
  return { text, startOf, endOf: (at) => (at === 0 ? 0 : endAfter(written, startOf(at - 1))) };
};

/** Behind the character at an offset: it may take two units. */
const endAfter = (written: string, start: number): number => {
  const code = written.codePointAt(start) ?? 0;
  return start + (code > 0xffff ? 2 : 1);
};
