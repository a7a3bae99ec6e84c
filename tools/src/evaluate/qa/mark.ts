import type { Answer, Citation } from '@octollm/contracts';
import { proseSentences, saysNotFound } from '@octollm/text';
import type { SourceDocument } from './documents.ts';
import type { Fact, LabelledQuestion } from './labelled-question.ts';
import { holdsForm, plainForm } from './plain-form.ts';
import { type Statement, statementsOf } from './statements.ts';

/** How good an answer is. */
export interface Mark {
  /** Whether the question was answered and not refused. */
  readonly isAnswered: boolean;
  /** Whether a question is refused exactly if the documents do not answer it. */
  readonly isRefusalRight: boolean;
  /** Whether it holds every fact, and the figure that follows from them; a refusal of what is unanswerable is right. */
  readonly isRight: boolean;
  /** Whether it holds every fact, the figure that follows left aside. */
  readonly holdsFacts: boolean;
  /** Whether there are citations, each `[n]` leads to one, and each passage stands word for word in its document. */
  readonly resolves: boolean;
  /** Whether they resolve and every statement is what the passages say that are cited for it. */
  readonly isExact: boolean;
}

/** The documents by the ids under which they are stored. */
export type StoredDocuments = ReadonlyMap<string, SourceDocument>;

const holdsOneOf = (text: string, forms: readonly string[]): boolean =>
  forms.some((form) => holdsForm(text, form));

const isBackedBy = ({ supports }: Fact, cited: readonly Citation[], stored: StoredDocuments): boolean =>
  cited.some(({ document_id, passage }) =>
    supports.some(
      ({ document, text }) =>
        stored.get(document_id)?.path === document && plainForm(passage).includes(plainForm(text)),
    ),
  );

/** Whether every sentence of a text stands word for word in a passage. */
const isQuoted = (text: string, cited: readonly Citation[]): boolean =>
  proseSentences(text).every((sentence) =>
    cited.some(({ passage }) => plainForm(passage).includes(plainForm(sentence.text).replace(/[.:]$/, ''))),
  );

/**
 * A quotation is supported by itself. Another statement is when it states facts of the label and a place where each
 * stands is cited with it; the figure that follows from facts needs a place for each of them.
 */
const isSupported = (
  { text, cites }: Statement,
  { question, facts, result }: LabelledQuestion,
  citations: readonly Citation[],
  stored: StoredDocuments,
): boolean => {
  if (cites.length === 0) return saysNotFound(text, question);
  const cited = citations.filter(({ index }) => cites.includes(index));
  if (isQuoted(text, cited)) return true;
  const stated =
    result !== undefined && holdsOneOf(text, result.holds)
      ? facts
      : facts.filter(({ holds }) => holdsOneOf(text, holds));
  return stated.length > 0 && stated.every((fact) => isBackedBy(fact, cited, stored));
};

/** Compares an answer with what is labelled. */
export const markOf = (label: LabelledQuestion, answer: Answer, stored: StoredDocuments): Mark => {
  const { facts, result } = label;
  const { output, citations, answerable: isAnswered } = answer;
  const statements = statementsOf(output);
  const resolves =
    citations.length > 0 &&
    statements.some(({ cites }) => cites.length > 0) &&
    statements.every(({ cites }) => cites.every((cite) => citations.some(({ index }) => index === cite))) &&
    citations.every(
      ({ document_id, passage }) =>
        passage.trim() !== '' && stored.get(document_id)?.text.includes(passage) === true,
    );
  const isUnanswerable = label.class === 'unanswerable';
  const holdsFacts = isAnswered && facts.every(({ holds }) => holdsOneOf(output, holds));
  return {
    isAnswered,
    isRefusalRight: isAnswered !== isUnanswerable,
    isRight: isUnanswerable
      ? !isAnswered
      : holdsFacts && (result === undefined || holdsOneOf(output, result.holds)),
    holdsFacts,
    resolves,
    isExact: resolves && statements.every((statement) => isSupported(statement, label, citations, stored)),
  };
};
