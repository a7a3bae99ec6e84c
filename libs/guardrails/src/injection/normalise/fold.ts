import { confusables } from './confusables.ts';
import { bitOf } from './decoding.ts';
import { type DerivedText, TextBuilder } from './derived-text.ts';

/** Characters that show nothing: zero-width and bidirectional controls, soft hyphens, fillers, variation selectors. */
const invisible =
  /^(?:\p{Cf}|\p{Variation_Selector}|[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\uffa0])$/u;
const anyInvisible = /[\p{Cf}\p{Variation_Selector}\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\uffa0]/u;
const nonAscii = /[^\0-\x7f]/;

const ofTags = (codePoint: number): boolean => codePoint >= 0xe0020 && codePoint <= 0xe007e;
const tagOffset = 0xe0000;

/** Whether a character shows nothing. */
export const isInvisible = (character: string): boolean => invisible.test(character);

/** Without invisible characters; tag characters (U+E0020 to U+E007E) become the ASCII that they hide. */
export const withoutInvisible = (source: DerivedText): DerivedText => {
  if (!nonAscii.test(source.text) || !anyInvisible.test(source.text)) return source;
  const builder = new TextBuilder(source);
  let pending = 0;
  let index = 0;
  for (const character of source.text) {
    const end = index + character.length;
    const codePoint = character.codePointAt(0) ?? 0;
    if (ofTags(codePoint))
      builder.put(String.fromCodePoint(codePoint - tagOffset), index, end, bitOf('unicode_tags'));
    else if (isInvisible(character)) pending = bitOf('invisible');
    else {
      builder.copyAs(character, index, pending);
      pending = 0;
    }
    index = end;
  }
  return builder.build();
};

const decomposed = (text: string): string => text.normalize('NFKD').toLowerCase().normalize('NFKD');
const marks = /\p{M}/gu;

/** Ligatures of whole phrases decompose into up to 18 characters: no text may grow like that. */
const longestFold = 4;

/**
 * A character in lower case, decomposed (NFKD), without marks, and as the Latin letter that it looks like; the first
 * four units of that.
 */
export const foldCharacter = (character: string): string =>
  Array.from(decomposed(character).replaceAll(marks, ''), (letter) => confusables.get(letter) ?? letter)
    .filter((letter) => !isInvisible(letter))
    .join('')
    .slice(0, longestFold);

/** A text whose characters are folded, for words of rules. */
export const foldText = (text: string): string =>
  nonAscii.test(text) ? Array.from(text, foldCharacter).join('') : text.toLowerCase();

interface Fold {
  readonly text: string;
  readonly bits: number;
}

const foldOf = (character: string): Fold => {
  const text = foldCharacter(character);
  return { text, bits: /^[a-z]/.test(text) ? bitOf('confusable') : 0 };
};

/** The folds of characters that were met, by code point: texts repeat few. As many as this are kept at most. */
const mostKept = 1 << 16;
const kept = new Map<number, Fold>();

const keptFoldOf = (codePoint: number, character: string): Fold => {
  let fold = kept.get(codePoint);
  if (fold === undefined) {
    fold = foldOf(character);
    if (kept.size < mostKept) kept.set(codePoint, fold);
  }
  return fold;
};

/** Where the run of ASCII that begins at a place ends. */
const asciiEnd = (text: string, start: number): number => {
  let end = start;
  while (end < text.length && text.charCodeAt(end) < 0x80) end += 1;
  return end;
};

/** A text whose characters are folded, so that letters that look alike are alike. */
export const folded = (source: DerivedText): DerivedText => {
  const { text } = source;
  if (!nonAscii.test(text)) {
    const lower = text.toLowerCase();
    return lower === text
      ? source
      : {
          text: lower,
          originOf: (start, end) => source.originOf(start, end),
          bitsOf: (start, end) => source.bitsOf(start, end),
        };
  }
  const builder = new TextBuilder(source);
  for (let index = 0; index < text.length; ) {
    const plainEnd = asciiEnd(text, index);
    if (plainEnd > index) builder.copyAs(text.slice(index, plainEnd).toLowerCase(), index, 0);
    if (plainEnd >= text.length) break;
    const codePoint = text.codePointAt(plainEnd) ?? 0;
    const character = String.fromCodePoint(codePoint);
    const end = plainEnd + character.length;
    const fold = keptFoldOf(codePoint, character);
    builder.put(fold.text, plainEnd, end, fold.bits);
    index = end;
  }
  return builder.build();
};
