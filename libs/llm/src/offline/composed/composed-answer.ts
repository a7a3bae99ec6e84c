import type { Answer } from '@octollm/contracts';
import { type Decomposition, decompose } from '@octollm/routing';
import { type Quantity, type QuestionPart, questionParts, type TermStatistics } from '@octollm/text';
import type { Candidate } from '../candidate.ts';
import { type Choice, choicesFor } from '../choose.ts';
import { completeThought } from '../complete-thought.ts';
import { type AnsweredPart, writeAnswer } from '../write-answer.ts';
import { calculationOf } from './calculation.ts';
import { figureOf } from './figure-of.ts';

/** A single question with the sentence that answers it. */
interface Found {
  readonly part: QuestionPart;
  readonly choice: Choice;
  readonly figure: Quantity | undefined;
}

/** So many sentences are looked at for one with a figure that can be told to be what is asked for. */
const mostLooked = 5;

const partOf = (text: string): QuestionPart | undefined => questionParts(`${text}?`)[0];

/** The single questions that a question is made of, as they are looked for; none when it is one itself. */
export const singleQuestions = (question: string): QuestionPart[] =>
  decompose(question)?.questions.flatMap(({ text }) => partOf(text) ?? []) ?? [];

/**
 * The best sentence with a figure of the kind that is asked for, or else the best. Where that figure is unclear, a lesser
 * sentence does not make it clear.
 */
const find = (
  { operation, questions }: Decomposition,
  at: number,
  candidates: readonly Candidate[],
  statistics: TermStatistics,
): Found | undefined => {
  const { text, thing } = questions[at] ?? { text: '', thing: '' };
  const part = partOf(text);
  if (part === undefined) return undefined;
  const others = questions.filter((_, index) => index !== at).map((other) => other.thing);
  const sought = { part, thing, others, isPart: operation === 'share' && at > 0 };
  const choices = choicesFor(part, candidates, statistics).slice(0, mostLooked);
  const figured = choices.map((choice) => ({ choice, figure: figureOf(choice.candidate, sought) }));
  const { choice, figure } = figured.find((one) => one.figure !== undefined) ?? figured[0] ?? {};
  if (choice === undefined) return undefined;
  return { part, choice, figure: figure === 'unclear' ? undefined : figure };
};

const answered = ({ part, choice: { candidate, coverage } }: Found): AnsweredPart => ({
  part,
  coverage,
  quotes: completeThought(candidate, part).map((sentence) => ({ passage: candidate.passage, sentence })),
});

/** Two figures are one when they stand in the same place: then one of them is not what was asked for. */
const areDistinct = (found: readonly Found[]): boolean => {
  const places = found.map(
    ({ choice: { candidate }, figure }) =>
      `${candidate.passage.chunkId} ${candidate.sentence.start + (figure?.start ?? 0)}`,
  );
  return new Set(places).size === places.length;
};

/**
 * The answer to a comparison or a calculation: what the passages say of each thing, word for word, and what its figures
 * come to, written out. Undefined when the question has no such form, or when the passages do not answer all of its single
 * questions; a calculation needs a figure of its own for each.
 */
export const composedAnswer = (
  question: string,
  candidates: readonly Candidate[],
  statistics: TermStatistics,
): Answer | undefined => {
  const decomposition = decompose(question);
  if (decomposition === undefined) return undefined;
  const { operation, questions } = decomposition;
  const found = questions.flatMap((_, at) => find(decomposition, at, candidates, statistics) ?? []);
  if (found.length < questions.length) return undefined;
  const figures = found.flatMap(({ figure }) => figure ?? []);
  const isComputed = figures.length === questions.length && areDistinct(found);
  const result = isComputed
    ? calculationOf({ ...decomposition, expected: found.map(({ part }) => part.expected) }, figures)
    : undefined;
  if (operation !== 'compare' && result === undefined) return undefined;
  return writeAnswer(found.map(answered), result);
};
