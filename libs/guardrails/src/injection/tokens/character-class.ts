/** What a UTF-16 unit is to the tokeniser. */
export const CharacterClass = {
  /** Punctuation, symbols, controls: sets the next word off. */
  other: 1,
  letter: 2,
  digit: 3,
  /** `@`, `$` and `!`, which replace letters inside words. */
  sign: 4,
  apostrophe: 5,
  /** Ends a sentence when a space follows; `!` does too. */
  stop: 6,
  space: 7,
  newline: 8,
  /** Chinese and Japanese, which stand without spaces between words. */
  han: 9,
  /** Ends a sentence whatever follows. */
  fullStop: 10,
} as const;

const letter = /[\p{L}\p{N}]/u;
const han = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
const space = /\s/;

const classify = (codePoint: number): number => {
  const character = String.fromCodePoint(codePoint);
  if (character === '\n') return CharacterClass.newline;
  if (space.test(character)) return CharacterClass.space;
  if (/[0-9]/.test(character)) return CharacterClass.digit;
  if (/[@$!]/.test(character)) return CharacterClass.sign;
  if (/['\u2019]/.test(character)) return CharacterClass.apostrophe;
  if (/[.?;]/.test(character)) return CharacterClass.stop;
  if (/[\u3002\uff01\uff1f]/.test(character)) return CharacterClass.fullStop;
  if (han.test(character) && letter.test(character)) return CharacterClass.han;
  return letter.test(character) ? CharacterClass.letter : CharacterClass.other;
};

/** By unit, filled in as units are met: 0 is not known yet. A table instead of a pattern for every character. */
export const knownClasses = new Uint8Array(0x10000);

/** The class of the character that begins at a place. Both halves of a pair have the class of the whole. */
export const classAt = (text: string, index: number): number => {
  const unit = text.charCodeAt(index);
  const found = knownClasses[unit] ?? 0;
  if (found !== 0) return found;
  if (unit >= 0xd800 && unit <= 0xdfff) return classify(pairAt(text, index, unit));
  return (knownClasses[unit] = classify(unit));
};

const pairAt = (text: string, index: number, unit: number): number =>
  (unit >= 0xdc00 && index > 0 ? text.codePointAt(index - 1) : text.codePointAt(index)) ?? unit;
