import type { ScriptedModel } from '@octollm/arm-testing';
import type { Answer, SearchResult } from '@octollm/contracts';
import { judgeAnswer } from '@octollm/judging';
import { notFoundAnswer } from '@octollm/text';
import { type Share, shareOf } from '../wilson.ts';
import type { Behaviour, ScriptedAnswer } from './behaviours.ts';
import type { LabelledQuestion } from './labelled-question.ts';
import { markOf, type StoredDocuments } from './mark.ts';
import type { Inquiry, Retriever } from './running-arms.ts';
import type { Marked } from './shares.ts';
import { shownPassages } from './shown-passages.ts';

/** A question as it is asked. */
export interface Asked {
  readonly label: LabelledQuestion;
  readonly inquiry: Inquiry;
}

/** What became of the answers that a model gave in one way. */
export interface Outcome {
  /** How often the retriever arm did not take them and quoted the passages instead. */
  readonly stopped: Share;
  /** How often the rules of the judge find them invalid, as the model gave them. */
  readonly flagged: Share;
  /** How often the arm takes them but warns of them. */
  readonly warned: Share;
  /** How often none of these. */
  readonly passed: Share;
  /** How often what the arm answered in the end is right. */
  readonly accuracy: Share;
}

/** Whether the rules of the judge find an answer invalid, as the last step of a task would. */
export const isFlagged = (
  { question }: LabelledQuestion,
  answer: Answer,
  passages: readonly SearchResult[],
): boolean =>
  !judgeAnswer({ goal: question, answer, passages: [...passages], acceptance_criteria: [] }).valid;

/** What a model said as the arm would pass it on, but checked by nobody. */
const unchecked = (said: ScriptedAnswer, passages: readonly SearchResult[]): Answer => {
  const { answerable, answer } = typeof said === 'string' ? { answerable: true, answer: said } : said;
  const output = answerable ? answer : notFoundAnswer;
  const citations = passages
    .map(({ citation }, at) => ({ ...citation, index: at + 1 }))
    .filter(({ index }) => output.includes(`[${index}]`));
  return { output, answerable, confidence: 0.5, citations, artifacts: [] };
};

/** Asks an arm whose model answers in one way, however often it is asked again, and marks what the arm says. */
export const tryBehaviour = async (
  behaviour: Behaviour,
  asked: readonly Asked[],
  arms: { readonly model: ScriptedModel; readonly retriever: Retriever },
  stored: StoredDocuments,
): Promise<{ readonly outcome: Outcome; readonly marked: readonly Marked[] }> => {
  const marked: Marked[] = [];
  let [stopped, flagged, warned, passed] = [0, 0, 0, 0];
  for (const { label, inquiry } of asked.filter((one) => behaviour.classes.includes(one.label.class))) {
    let said: ScriptedAnswer | null = null;
    arms.model.script((request) => {
      said = behaviour.answer(label, shownPassages(request));
      return typeof said === 'string' ? said : { json: said ?? { answerable: false, answer: '' } };
    });
    const { answer, passages, provider, warnings } = await arms.retriever.ask(inquiry);
    if (said === null) continue;
    const isStopped = provider === 'offline';
    const isFound = isFlagged(label, unchecked(said, passages), passages);
    stopped += Number(isStopped);
    flagged += Number(isFound);
    const isWarned = !isStopped && warnings.length > 0;
    warned += Number(isWarned);
    passed += Number(!isStopped && !isFound && !isWarned);
    marked.push({ label, mark: markOf(label, answer, stored) });
  }
  const total = marked.length;
  const outcome = {
    stopped: shareOf(stopped, total),
    flagged: shareOf(flagged, total),
    warned: shareOf(warned, total),
    passed: shareOf(passed, total),
    accuracy: shareOf(marked.filter(({ mark }) => mark.isRight).length, total),
  };
  return { outcome, marked };
};
