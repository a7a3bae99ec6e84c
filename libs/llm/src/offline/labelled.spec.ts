import { describe, expect, it } from 'vitest';
import { extractiveAnswer } from './extractive-answer.ts';
import { corpusPassages } from './labelled/labelled-corpus.ts';
import {
  answerable,
  heldOutAnswerable,
  heldOutUnanswerable,
  type LabelledQuestion,
  unanswerable,
} from './labelled/questions.ts';
import { statisticsOf } from './statistics-of.ts';

const passages = corpusPassages();
const statistics = statisticsOf(passages);
const answer = (question: string) => extractiveAnswer(question, passages, statistics);

const wrong = (questions: readonly LabelledQuestion[]): string[] =>
  questions
    .filter(({ question, holds }) => !holds.every((pattern) => pattern.test(answer(question).output)))
    .map(({ question }) => question);
const answered = (questions: readonly string[]): string[] =>
  questions.filter((question) => answer(question).answerable);

/** At most this share of a set may be wrong. */
const tolerated = 0.1;

/** The questions that went wrong, when they are too many. */
const tooMany = (failed: readonly string[], asked: number): readonly string[] =>
  failed.length <= tolerated * asked ? [] : failed;

describe('extractive answers over the labelled corpus', () => {
  it('are right for at least nine in ten questions', () => {
    expect(tooMany(wrong(answerable), answerable.length)).toEqual([]);
  });

  it('are refused for at least nine in ten questions that the corpus does not answer', () => {
    expect(tooMany(answered(unanswerable), unanswerable.length)).toEqual([]);
  });

  it('are as good on questions that were written after the scoring', () => {
    expect(tooMany(wrong(heldOutAnswerable), heldOutAnswerable.length)).toEqual([]);
    expect(tooMany(answered(heldOutUnanswerable), heldOutUnanswerable.length)).toEqual([]);
  });

  it('are short: five quotes at most', () => {
    const quotes = answerable.map(({ question }) => answer(question).output.match(/\[\d+\]/g)?.length ?? 0);
    expect(Math.max(...quotes)).toBeLessThanOrEqual(5);
  });
});
