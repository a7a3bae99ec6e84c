import { confusables } from './confusables.ts';

const invisible =
  /^(?:\p{Cf}|\p{Variation_Selector}|[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\uffa0])$/u;

/** Whether a character shows nothing: zero-width and bidirectional controls, soft hyphens, fillers, variation selectors. */
export const isInvisible = (character: string): boolean => invisible.test(character);

const decomposed = (text: string): string => text.normalize('NFKD').toLowerCase().normalize('NFKD');
const marks = /\p{M}/gu;

/** Ligatures of whole phrases decompose into up to 18 characters: no text may grow like that. */
const longestFold = 4;

/**
 * A character in lower case, decomposed (NFKD), without marks, and as the Latin letter that it looks like; the first
 * four units of that.
 */
const foldOf = (character: string): string =>
  Array.from(decomposed(character).replaceAll(marks, ''), (letter) => confusables.get(letter) ?? letter)
    .filter((letter) => !isInvisible(letter))
    .join('')
    .slice(0, longestFold);

/** The unit that a character of one unit folds to, by the unit; 0 is not known yet. Texts repeat few characters. */
const unitFolds = new Uint16Array(0x10000);
/** Stands for folds of several units and of none. */
const noUnit = 0xffff;

/** The other folds, by code point. As many as this are kept at most. */
const mostKept = 1 << 12;
const kept = new Map<number, string>();

const keep = (codePoint: number, fold: string): void => {
  const isUnit = fold.length === 1 && fold !== '\0' && fold !== '\uffff';
  if (codePoint < unitFolds.length) unitFolds[codePoint] = isUnit ? fold.charCodeAt(0) : noUnit;
  if ((!isUnit || codePoint >= unitFolds.length) && kept.size < mostKept) kept.set(codePoint, fold);
};

/** What a character folds to, looked up when it was met before. */
export const foldCodePoint = (codePoint: number): string => {
  const unit = unitFolds[codePoint] ?? noUnit;
  if (unit !== 0 && unit !== noUnit) return String.fromCharCode(unit);
  const known = kept.get(codePoint);
  if (known !== undefined) return known;
  const fold = foldOf(String.fromCodePoint(codePoint));
  keep(codePoint, fold);
  return fold;
};

/** What a character folds to: see `foldText`. */
export const foldCharacter = (character: string): string => foldCodePoint(character.codePointAt(0) ?? 0);
