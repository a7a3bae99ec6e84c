import { judgeArm } from '@octollm/catalogue';
import type { PlanStep } from '@octollm/contracts';

/** The step that answers, and where below its output the answer is: a path such as `.answer`, or empty. */
export interface Answering {
  readonly step: PlanStep;
  readonly answerPath: string;
}

const reference = /^\{\{\s*steps\.([a-z][a-z0-9_-]*)\.output((?:\.[\w-]+)*)\s*\}\}$/;

const judgedAnswer = (steps: readonly PlanStep[]): unknown =>
  steps.findLast(({ arm }) => arm === judgeArm.name)?.input.answer;

const referredBy = (value: unknown, steps: readonly PlanStep[]): Answering | undefined => {
  const source = reference.exec(String(value));
  const step = steps.find(({ id }) => id === source?.[1]);
  return step === undefined ? undefined : { step, answerPath: source?.[2] ?? '' };
};

/**
 * The step whose output the last judge of some steps reads as the answer; undefined when there is no judge, or it reads
 * what is made of several outputs.
 */
export const answeringStep = (steps: readonly PlanStep[]): Answering | undefined =>
  referredBy(judgedAnswer(steps), steps);

/**
 * The step that writes the text of the answer which the last judge of some steps reads: the answering step, or the one
 * whose text alone the judge's input makes an answer of.
 */
export const writingStep = (steps: readonly PlanStep[]): PlanStep | undefined => {
  const answer = judgedAnswer(steps);
  const text = typeof answer === 'object' && answer !== null ? Reflect.get(answer, 'output') : answer;
  return referredBy(text, steps)?.step;
};
