import type { Condition, Plan, PlanStep, TaskError, TaskResult } from '@octollm/contracts';
import { type FailedStep, holds, type PlanRun, parentsOf, UnresolvedReferenceError } from '@octollm/engine';
import type { TaskEnd } from '@octollm/memory';
import { objections, type RoundEnd, roundOf, roundsOf } from './rounds.ts';

const noAnswer: TaskError = {
  code: 'no_answer',
  message: 'The plan ended without an answer to the goal.',
  retryable: false,
  step_id: null,
};

const toTaskError = ({ stepId, error }: FailedStep): TaskError => ({
  code: error.code,
  category: error.category,
  message: error.message,
  retryable: error.retryable,
  step_id: stepId,
});

/** Steps that were not needed: their own condition does not hold, or that of a step before them. */
const unneeded = (plan: Plan, run: PlanRun): ReadonlySet<string> => {
  const found = new Set<string>();
  const skipped = new Set(run.skipped);
  const isUnneeded = (step: PlanStep): boolean => {
    const parents = parentsOf(step);
    const absent = new Set(parents.filter((id) => !run.outputs.has(id)));
    if (step.when !== undefined && parents.some((id) => run.outputs.has(id)))
      return !holdsFor(step.when, run, absent);
    return absent.size > 0 && [...absent].every((id) => found.has(id));
  };
  // A step may stand before those it waits for, so one turn is not always enough.
  for (let before = -1; before < found.size; ) {
    before = found.size;
    for (const step of plan.steps)
      if (skipped.has(step.id) && !found.has(step.id) && isUnneeded(step)) found.add(step.id);
  }
  return found;
};

const holdsFor = (condition: Condition, { outputs }: PlanRun, absent: ReadonlySet<string>): boolean => {
  try {
    return holds(condition, { outputs, absent });
  } catch (error) {
    if (error instanceof UnresolvedReferenceError) return true;
    throw error;
  }
};

/** What is missing in the round that answered, and what the judge has against its answer. */
const degradedReasons = (plan: Plan, run: PlanRun, { round, validation }: RoundEnd): string[] => {
  const unused = unneeded(plan, run);
  const isOfRound = (id: string): boolean => roundOf(id) === round;
  return [
    ...run.failed
      .filter(({ stepId }) => isOfRound(stepId))
      .map(({ stepId, error }) => `Step ${stepId} failed: ${error.message}`),
    ...run.partial
      .filter(({ stepId }) => isOfRound(stepId))
      .map(({ stepId, index, error }) => `Item ${index} of step ${stepId} failed: ${error.message}`),
    ...run.skipped
      .filter((stepId) => isOfRound(stepId) && !unused.has(stepId))
      .map((stepId) => `Step ${stepId} was skipped.`),
    ...(validation === null
      ? ['The answer was not validated.']
      : objections(validation).map((message) => `The judge found: ${message}`)),
  ];
};

/**
 * The result a task has so far: the answer of the latest round that has one, with what is wrong with it; null when no
 * step has answered the goal.
 * @param fallbacks - what is known of steps that another arm than theirs carried out
 */
export const resultOf = (plan: Plan, run: PlanRun, fallbacks: readonly string[] = []): TaskResult | null => {
  const last = roundsOf(plan, run).findLast(({ answer }) => answer !== undefined);
  if (last?.answer === undefined) return null;
  const { answer, validation } = last;
  const reasons = [...degradedReasons(plan, run, last), ...fallbacks];
  return { ...answer, validation, degraded: reasons.length > 0, degraded_reasons: reasons };
};

/** How a task ends after its plan has run: with an answer, degraded when parts are missing, or with the first failure. */
export const endOf = (plan: Plan, run: PlanRun, fallbacks: readonly string[] = []): TaskEnd => {
  const result = resultOf(plan, run, fallbacks);
  if (result !== null) return { status: 'succeeded', result };
  const first = run.failed[0];
  const error = first === undefined ? noAnswer : toTaskError(first);
  return { status: 'failed', error, result: null };
};

const timeIsOver = 'The task did not end within its time. Give it a larger budget.max_time_seconds.';

/** How a task ends when its time is over, with what there is of a result. */
export const timedOutEnd = (result: TaskResult | null): TaskEnd => ({
  status: 'timed_out',
  error: { code: 'task_timeout', message: timeIsOver, retryable: true, step_id: null },
  result:
    result === null
      ? null
      : { ...result, degraded: true, degraded_reasons: [...result.degraded_reasons, timeIsOver] },
});
