import type { Span } from './detector.ts';

/**
 * The matches of a pattern that pass a further test. The pattern has the flags `dg`, and its group `value`, if it has
 * one, is the span. Patterns must be linear: each begins at a fixed text, and no two of their repetitions can match
 * the same characters.
 */
export const matches = function* (
  text: string,
  pattern: RegExp,
  isReal: (value: string) => boolean = () => true,
): Generator<Span> {
  for (const match of text.matchAll(pattern)) {
    const [start, end] = match.indices?.groups?.value ?? [match.index, match.index + match[0].length];
    if (isReal(text.slice(start, end))) yield { start, end };
  }
};
