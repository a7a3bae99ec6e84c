/** `undecided`: only a reader, or a model, could tell. */
export type Verdict = 'passed' | 'failed' | 'undecided';

export const verdictOf = (holds: boolean): Verdict => (holds ? 'passed' : 'failed');

const numbers = 'one two three four five six seven eight nine ten'.split(' ');

/** Digits, a number in words up to ten, or `a`, `an` and `single`. */
export const countPattern = String.raw`(\d{1,6}|${numbers.join('|')}|an?|a single)`;

export const countOf = (text: string): number => {
  const index = numbers.indexOf(text.toLowerCase());
  if (index >= 0) return index + 1;
  return /^\d/.test(text) ? Number(text) : 1;
};
