import type { Span } from './detector.ts';

/**
 * Where a match ends that begins at an offset, or -1.
 * @param pattern with the flag `y`, and linear: no two of its repetitions can match the same characters
 */
export const endOfMatch = (text: string, pattern: RegExp, start: number): number => {
  pattern.lastIndex = start;
  return pattern.test(text) ? pattern.lastIndex : -1;
};

/**
 * The matches of a pattern in a part of a text. Looking around, it sees no more than the part and the character
 * before it, so that asking for many parts costs no more than their lengths.
 * @param pattern with the flag `g`
 */
export const matchesWithin = (text: string, pattern: RegExp, start: number, end: number): readonly Span[] => {
  const before = Math.max(0, start - 1);
  const part = text.slice(before, end);
  pattern.lastIndex = start - before;
  const spans: Span[] = [];
  for (let match = pattern.exec(part); match !== null; match = pattern.exec(part)) {
    if (match[0] === '') break;
    spans.push({ start: before + match.index, end: before + match.index + match[0].length });
  }
  return spans;
};
