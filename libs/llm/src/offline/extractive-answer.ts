import type { Answer } from '@octollm/contracts';
import { type QuestionPart, questionParts, type TermStatistics } from '@octollm/text';
import { type Candidate, candidatesOf } from './candidate.ts';
import { choicesFor } from './choose.ts';
import { completeThought } from './complete-thought.ts';
import { composedAnswer, singleQuestions } from './composed/composed-answer.ts';
import type { SourcePassage } from './source-passage.ts';
import { type AnsweredPart, writeAnswer } from './write-answer.ts';

/** The name that answers made this way carry in their provenance. It is no model and does not pretend to be one. */
export const extractiveAnswerName = 'octollm-extractive-v1';

/** The terms whose statistics `extractiveAnswer` needs for a question. */
export const questionTerms = (question: string): string[] => [
  ...new Set(
    [...questionParts(question), ...singleQuestions(question)].flatMap(({ subject, focus }) =>
      [...subject, ...focus].map(({ terms }) => terms[0] ?? ''),
    ),
  ),
];

const answerPart = (
  part: QuestionPart,
  candidates: readonly Candidate[],
  statistics: TermStatistics,
): AnsweredPart => {
  const best = choicesFor(part, candidates, statistics)[0];
  if (best === undefined) return { part, quotes: [], coverage: 0 };
  const { passage } = best.candidate;
  return {
    part,
    quotes: completeThought(best.candidate, part).map((sentence) => ({ passage, sentence })),
    coverage: best.coverage,
  };
};

/**
 * Answers a question with sentences of the passages, word for word, each followed by `[n]` for its citation. Nothing is
 * made up: what does not stand in a passage is a fixed phrase that says so. A question of several parts is answered part
 * by part; `answerable` is false when no part is.
 *
 * @param statistics of the collection, for how telling each of `questionTerms` is
 */
export const extractiveAnswer = (
  question: string,
  passages: readonly SourcePassage[],
  statistics: TermStatistics,
): Answer => {
  const candidates = passages.flatMap(candidatesOf);
  const composed = composedAnswer(question, candidates, statistics);
  if (composed !== undefined) return composed;
  return writeAnswer(questionParts(question).map((part) => answerPart(part, candidates, statistics)));
};
