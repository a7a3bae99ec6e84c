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

/** By unit: whether it stands for itself; 0 is not known yet. Texts repeat few characters. */
const known = new Uint8Array(0x10000);
const unchanged = 1;
const changed = 2;

/** Whether the unit at a place belongs to a character that is read as it is written. Halves of pairs are looked at. */
const isUnchanged = (unit: number): boolean => {
  const seen = known[unit] ?? 0;
  if (seen !== 0) return seen === unchanged;
  const isHalf = unit >= 0xd800 && unit <= 0xdfff;
  const character = String.fromCharCode(unit);
  const verdict = !isHalf && formOf(character) === character;
  known[unit] = verdict ? unchanged : changed;
  return verdict;
};

/** From a place of the text as it is read on, everything stands so much farther on in the text as it is written. */
interface Shift {
  readonly from: number;
  readonly by: number;
}

/**
 * A text without invisible characters, with ASCII digits for those of other scripts and for raised and circled
 * ones, and without the full width of East Asian type: a card number in any of these disguises is one for whoever
 * reads it.
 */
export const readable = (written: string): Readable => {
  const shifts: Shift[] = [];
  let text = '';
  let copied = 0;
  for (let offset = 0; offset < written.length; ) {
    if (isUnchanged(written.charCodeAt(offset))) {
      offset += 1;
      continue;
    }
    const character = String.fromCodePoint(written.codePointAt(offset) ?? 0);
    const end = offset + character.length;
    const form = formOf(character);
    if (form !== character) {
      text += written.slice(copied, offset) + form;
      copied = end;
      if (form.length !== character.length) shifts.push({ from: text.length, by: end - text.length });
    }
    offset = end;
  }
  text += written.slice(copied);
  const startOf = (at: number): number => at + shiftAt(shifts, at);
  return { text, startOf, endOf: (at) => (at === 0 ? 0 : endAfter(written, startOf(at - 1))) };
};

/** What is added to an offset: that of the last shift before it, by halving. */
const shiftAt = (shifts: readonly Shift[], offset: number): number => {
  let [low, high] = [0, shifts.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((shifts[middle]?.from ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return shifts[low - 1]?.by ?? 0;
};

/** Behind the character at an offset: it may take two units. */
const endAfter = (written: string, start: number): number => {
  const code = written.codePointAt(start) ?? 0;
  return start + (code > 0xffff ? 2 : 1);
};
