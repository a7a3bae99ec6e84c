import { compoundNumberWords, numberWords, scales } from './number-words.ts';
import { units } from './units.ts';

/** Words that belong to figures: numbers, scales, fractions and units, in lower case. */
export const measureWords: ReadonlySet<string> = new Set([
  ...numberWords.keys(),
  ...compoundNumberWords.keys(),
  ...scales.keys(),
  ...units.keys(),
  ...'square cubic half halves third thirds quarter quarters fifth fifths tenth tenths twice double triple times percentage point points'.split(
    ' ',
  ),
]);
