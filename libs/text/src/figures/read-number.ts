import { compoundNumberWords, numberWords } from './number-words.ts';

/** A number as it is written. */
export interface ReadNumber {
  readonly value: number;
  /** Digits behind the point. */
  readonly decimals: number;
}

const grouped = /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/;

/** Reads digits, with groups or not, or a number word; undefined for a version such as `1.2.3` and for other words. */
export const readNumber = (written: string): ReadNumber | undefined => {
  const word = numberWords.get(written.toLowerCase()) ?? compoundNumberWords.get(written.toLowerCase());
  if (word !== undefined) return { value: word, decimals: 0 };
  const plain = grouped.test(written) ? written.replaceAll(',', '') : written;
  const value = Number(plain);
  return Number.isNaN(value) ? undefined : { value, decimals: plain.split('.')[1]?.length ?? 0 };
};
