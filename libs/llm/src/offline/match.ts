import { type QuestionWord, relatedTo } from '@octollm/text';
import type { Candidate } from './candidate.ts';

/** How much it counts where a word of the question was found. */
export const strength = {
  own: 1,
  related: 0.85,
  heading: 0.75,
  before: 0.6,
  around: 0.3,
  nowhere: 0,
} as const;

const holds = (set: ReadonlySet<string>, word: QuestionWord): boolean => {
  const [whole = '', ...parts] = word.terms;
  return set.has(whole) || (parts.length > 0 && parts.every((part) => set.has(part)));
};

const holdsRelated = (set: ReadonlySet<string>, word: QuestionWord): boolean =>
  relatedTo(word.terms[0] ?? '').some((term) => set.has(term));

/** Whether the headings above a sentence hold a word. */
export const headingHolds = (candidate: Candidate, word: QuestionWord): boolean =>
  holds(candidate.heading, word) || holdsRelated(candidate.heading, word);

/** Whether the passage has spoken of a word before the sentence. */
export const wasMentioned = (candidate: Candidate, word: QuestionWord): boolean =>
  holds(candidate.earlier, word);

/** How well a sentence, read where it stands, speaks of a word: 1 when it says the word itself, 0 when nothing does. */
export const matchOf = (candidate: Candidate, word: QuestionWord): number => {
  if (holds(candidate.own, word)) return strength.own;
  if (holdsRelated(candidate.own, word)) return strength.related;
  if (holds(candidate.heading, word)) return strength.heading;
  if (holds(candidate.before, word)) return strength.before;
  return holds(candidate.around, word) ? strength.around : strength.nowhere;
};
