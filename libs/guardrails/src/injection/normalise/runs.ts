import type { Span } from '../../detector.ts';

/** The shortest run that is decoded: nine bytes of base64, six of hexadecimal digits. */
export const shortestRun = 12;

const hexDigit = 1;
const base64Sign = 2;
/** Words in small letters with a capital first are no base64; text that is encoded mixes all kinds. */
const capitalOrDigit = 4;
const separator = 8;

const kinds = new Uint8Array(0x10000);
const mark = (characters: string, kind: number): void => {
  for (let index = 0; index < characters.length; index += 1) {
    const unit = characters.charCodeAt(index);
    kinds[unit] = (kinds[unit] ?? 0) | kind;
  }
};
const small = 'abcdefghijklmnopqrstuvwxyz';
mark('0123456789abcdefABCDEF', hexDigit);
mark(`0123456789${small}${small.toUpperCase()}+/-_`, base64Sign);
mark(`0123456789${small.toUpperCase()}`, capitalOrDigit);
mark(' :,-', separator);

const isOf = (text: string, index: number, kind: number): boolean =>
  ((kinds[text.charCodeAt(index)] ?? 0) & kind) !== 0;

/** Where a run of one kind ends that an offset is in. */
const endOfRun = (text: string, from: number, kind: number): number => {
  let end = from;
  while (end < text.length && isOf(text, end, kind)) end += 1;
  return end;
};

/** The first offset from one on behind which all units up to another are of a kind. */
const startOfRun = (text: string, from: number, end: number, kind: number): number => {
  let start = end;
  while (start > from && isOf(text, start - 1, kind)) start -= 1;
  return start;
};

/**
 * The runs of characters of base64 that are long enough. Only the end of where a run could be is looked at first, and
 * most of a text is skipped (as Boyer and Moore 1977 do).
 */
export const longRuns = (text: string): readonly Span[] => {
  const runs: Span[] = [];
  for (let from = 0; from + shortestRun <= text.length; ) {
    const start = startOfRun(text, from, from + shortestRun, base64Sign);
    if (start > from) {
      from = start;
      continue;
    }
    const end = endOfRun(text, from + shortestRun, base64Sign);
    runs.push({ start: from, end });
    from = end + 1;
  }
  return runs;
};

/** Whether a run may be base64 by the characters in it. */
export const isMixed = (text: string, { start, end }: Span): boolean => {
  for (let index = start + 1; index < end; index += 1) if (isOf(text, index, capitalOrDigit)) return true;
  return false;
};

/** Whether a run holds enough hexadecimal digits one after the other. */
export const holdsHex = (text: string, { start, end }: Span): boolean => {
  for (let index = start, digits = 0; index < end; index += 1) {
    digits = isOf(text, index, hexDigit) ? digits + 1 : 0;
    if (digits === shortestRun) return true;
  }
  return false;
};

/** Pairs of digits with a sign between are three characters apart; three of them in a row are looked for. */
const pairWidth = 3;
const stride = 3 * pairWidth;

const isPair = (text: string, at: number): boolean =>
  isOf(text, at, separator) && isOf(text, at + 1, hexDigit) && isOf(text, at + 2, hexDigit);

/** Whether a text can hold seven pairs of hexadecimal digits with signs between: one place in nine is looked at. */
export const holdsSpacedPairs = (text: string): boolean => {
  for (let from = 0; from < text.length; from += stride) {
    // Seven pairs are long enough for one of these places to stand in them with two characters more.
    if (!isOf(text, from, hexDigit | separator) || !isOf(text, from + 1, hexDigit | separator)) continue;
    for (let at = from; at < from + pairWidth; at += 1)
      if (isPair(text, at) && isPair(text, at + pairWidth) && isPair(text, at + 2 * pairWidth)) return true;
  }
  return false;
};
