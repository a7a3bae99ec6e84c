import {
  type ExpectedAnswer,
  holdsAnswer,
  type QuestionPart,
  type QuestionWord,
  type TermStatistics,
  words,
} from '@octollm/text';
import { isAboutSubject } from './about-subject.ts';
import type { Candidate } from './candidate.ts';
import { headingHolds, matchOf, strength } from './match.ts';
import { wordWeight } from './term-weights.ts';

/** A sentence that answers a part of the question. */
export interface Choice {
  readonly candidate: Candidate;
  /** How much of what is asked it speaks of, from 0 to 1. */
  readonly coverage: number;
  readonly score: number;
}

/** The share of what is asked that a sentence must speak of to be taken for an answer. */
const neededCoverage = { fitting: 0.6, open: 0.68, unfitting: 0.85 } as const;

const neededFor = ({ kind }: ExpectedAnswer, fits: boolean): number => {
  if (kind === 'open') return neededCoverage.open;
  return fits ? neededCoverage.fitting : neededCoverage.unfitting;
};

/** Kinds that a sentence without such a thing cannot answer. */
const strictKinds: ReadonlySet<ExpectedAnswer['kind']> = new Set(['time', 'quantity', 'frequency', 'person']);

/** What counts towards coverage: the focus, with the subject where the focus is only generic words. */
const askedBy = ({ focus, subject }: QuestionPart): readonly QuestionWord[] =>
  focus.some(({ weight, inherited }) => weight >= 1 && !inherited) ? focus : [...subject, ...focus];

/** The share of what is asked that a sentence speaks of. A generic word counts only where it is said, and in a table a verb. */
const coverageOf = (candidate: Candidate, part: QuestionPart, statistics: TermStatistics): number => {
  let total = 0;
  let spoken = 0;
  for (const word of askedBy(part)) {
    const match = matchOf(candidate, word);
    const isOptional = word.generic || (word.verb && candidate.sentence.kind === 'row');
    if (isOptional && match === strength.nowhere) continue;
    const weight = wordWeight(word, statistics);
    total += weight;
    spoken += weight * match;
  }
  return total === 0 ? 0 : spoken / total;
};

/** Whether the sentence, or the heading above it, speaks of at least one thing that the part itself asks about. */
const touchesFocus = (candidate: Candidate, part: QuestionPart): boolean => {
  const own = part.focus.filter(({ inherited, weight }) => !inherited && weight >= 1);
  return own.length === 0 || own.some((word) => matchOf(candidate, word) >= strength.heading);
};

/** A heading that holds all that an open question asks: the section under it answers, and it begins with its point. */
export const isTopicOfSection = (candidate: Candidate, part: QuestionPart): boolean =>
  part.expected.kind === 'open' &&
  [...part.subject, ...part.focus]
    .filter(({ weight }) => weight >= 1)
    .every((word) => headingHolds(candidate, word));

const openingBonus = 1.5;
/** That a sentence is about the subject is settled before; that it says its name again matters less. */
const subjectShare = 0.4;

const rank = (
  candidate: Candidate,
  part: QuestionPart,
  fits: boolean,
  statistics: TermStatistics,
): number => {
  const said = (words: readonly QuestionWord[]): number =>
    words.reduce((sum, word) => sum + wordWeight(word, statistics) * matchOf(candidate, word), 0);
  const length = words(candidate.sentence.text).length;
  const brevity = -0.02 * Math.max(0, length - 25) - (length < 4 ? 0.5 : 0);
  const opening = candidate.opensSection && isTopicOfSection(candidate, part) ? openingBonus : 0;
  return (
    said(part.focus) +
    subjectShare * said(part.subject) +
    opening +
    (fits && part.expected.kind !== 'open' ? 1 : 0) +
    0.2 * candidate.passage.score +
    brevity
  );
};

const judge = (candidate: Candidate, part: QuestionPart, statistics: TermStatistics): Choice | undefined => {
  if (!isAboutSubject(candidate, part) || !touchesFocus(candidate, part)) return undefined;
  if (part.point !== null && matchOf(candidate, part.point) < strength.before) return undefined;
  const known = new Set(part.subject.flatMap((word) => word.terms));
  const fits = holdsAnswer(part.expected, candidate.sentence.text, known);
  if (!fits && strictKinds.has(part.expected.kind)) return undefined;
  const coverage = coverageOf(candidate, part, statistics);
  if (coverage < neededFor(part.expected, fits)) return undefined;
  return { candidate, coverage, score: rank(candidate, part, fits, statistics) };
};

/** The sentences that convincingly answer a part of a question, the best first. */
export const choicesFor = (
  part: QuestionPart,
  candidates: readonly Candidate[],
  statistics: TermStatistics,
): Choice[] =>
  candidates
    .flatMap((candidate) => judge(candidate, part, statistics) ?? [])
    .toSorted((a, b) => b.score - a.score);
