import { type Share, shareOf } from '../wilson.ts';
import { type LabelledQuestion, type Part, partOf, QuestionClass } from './labelled-question.ts';
import type { Mark } from './mark.ts';

/** A question with how well it was answered. */
export interface Marked {
  readonly label: LabelledQuestion;
  readonly mark: Mark;
}

/** How well some questions were answered. */
export interface Shares {
  /** Of all questions: answered right, or refused where that is right. */
  readonly accuracy: Share;
  /** Of all questions: refused exactly if the documents do not answer them. */
  readonly refusals: Share;
  /** Of the answered questions that the documents answer: every citation resolves and supports what it stands behind. */
  readonly exact_citations: Share;
  /** Of all answered questions: every citation leads to a passage that stands word for word in its document. */
  readonly resolved_citations: Share;
  /** Of the questions that the documents answer: all facts are in the answer, whatever follows from them. */
  readonly facts: Share;
}

const share = (of: readonly Marked[], isHit: (mark: Mark) => boolean): Share =>
  shareOf(of.filter(({ mark }) => isHit(mark)).length, of.length);

/** How well questions were answered. */
export const sharesOf = (marked: readonly Marked[]): Shares => {
  const answerable = marked.filter(({ label }) => label.class !== 'unanswerable');
  return {
    accuracy: share(marked, ({ isRight }) => isRight),
    refusals: share(marked, ({ isRefusalRight }) => isRefusalRight),
    exact_citations: share(
      answerable.filter(({ mark }) => mark.isAnswered),
      ({ isExact }) => isExact,
    ),
    resolved_citations: share(
      marked.filter(({ mark }) => mark.isAnswered),
      ({ resolves }) => resolves,
    ),
    facts: share(answerable, ({ holdsFacts }) => holdsFacts),
  };
};

/** The shares by class, and of all. */
export type ByClass = Readonly<Record<QuestionClass | 'all', Shares>>;

const byClass = (marked: readonly Marked[]): ByClass => {
  const of = (wanted: QuestionClass): Shares =>
    sharesOf(marked.filter(({ label }) => label.class === wanted));
  return {
    fact: of('fact'),
    comparison: of('comparison'),
    arithmetic: of('arithmetic'),
    unanswerable: of('unanswerable'),
    all: sharesOf(marked),
  };
};

/** The shares of each part, by class. */
export const byPart = (marked: readonly Marked[]): Readonly<Record<Part, ByClass>> => {
  const of = (part: Part): ByClass => byClass(marked.filter(({ label }) => partOf(label) === part));
  return { development: of('development'), 'held-out': of('held-out'), later: of('later') };
};

/** The classes and what is said of all of them, in the order in which they are printed. */
export const rows = [...QuestionClass.options, 'all'] as const;
