import { plainDigit } from './plain-digit.ts';

/** Scripts with upper and lower case end before here; behind it only ranges are told apart. */
const tableSize = 0x2500;

/** What a character is, as bits. */
export const kinds = {
  digit: 1,
  letter: 2,
  upper: 4,
  /** A letter of a script that writes no spaces between words: each is a word of its own. */
  single: 8,
  /** Invisible, or another form of an ASCII character or digit: see `readable`. */
  disguised: 16,
} as const;

/** Letters that do not decompose into a letter of ASCII and marks. */
const plainLetters: Readonly<Record<string, string>> = {
  ß: 's',
  æ: 'a',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 't',
  ħ: 'h',
  ı: 'i',
  œ: 'o',
  ə: 'a',
};

/** A character in lower case and without marks, always one UTF-16 unit. */
const plainLetter = (character: string): string => {
  const lower = character.toLowerCase().normalize('NFC').charAt(0);
  return plainLetters[lower] ?? lower.normalize('NFD').charAt(0);
};

const kindOfLow = (character: string): number => {
  if (/[0-9]/.test(character)) return kinds.digit;
  if (/\p{L}/u.test(character)) return /\p{Lu}/u.test(character) ? kinds.letter | kinds.upper : kinds.letter;
  if (/[\p{Nd}\p{Cf}]/u.test(character)) return kinds.disguised;
  if (plainDigit(character) !== undefined) return kinds.disguised;
  return 0;
};

const kindOfHigh = (code: number): number => {
  if ((code >= 0x2e80 && code < 0x3000) || (code >= 0x3040 && code < 0xa4d0))
    return kinds.letter | kinds.single;
  if ((code >= 0xac00 && code < 0xd7a4) || (code >= 0xf900 && code < 0xfb00))
    return kinds.letter | kinds.single;
  // The space of East Asian type, and the first half of the letters and digits of mathematics.
  if (code === 0x3000 || code === 0xd835 || code === 0xfeff || (code >= 0xff01 && code <= 0xff5e))
    return kinds.disguised;
  return 0;
};

const units = 0x10000;
/** How far the kind is shifted in an entry. The folded unit is below it. */
export const kindShift = 16;
/** The bits of an entry that are the folded unit. */
export const foldedBits = 0xffff;

const entryOf = (code: number): number => {
  if (code >= tableSize) return (kindOfHigh(code) << kindShift) | code;
  const character = String.fromCharCode(code);
  return (kindOfLow(character) << kindShift) | plainLetter(character).charCodeAt(0);
};

/** The kind and the folded form of every UTF-16 unit: one look-up a character is what reading a text may cost. */
export const characters = Int32Array.from({ length: units }, (_, code) => entryOf(code));

/** The kind of the unit at an offset, as bits of `kinds`; 0 outside of the text. */
export const kindAt = (text: string, index: number): number =>
  (characters[text.charCodeAt(index)] ?? 0) >>> kindShift;

/** A text as the lexicon knows it: lower case, without marks, unit by unit. */
export const fold = (text: string): string => {
  let folded = '';
  for (let index = 0; index < text.length; index += 1)
    folded += String.fromCharCode((characters[text.charCodeAt(index)] ?? 0) & foldedBits);
  return folded;
};
