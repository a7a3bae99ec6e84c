import { judgeArm } from '@octollm/catalogue';
import { Answer, type Plan, type TaskError, type TaskResult, ValidationResult } from '@octollm/contracts';
import { type FailedStep, type PlanRun, resolveReferences, UnresolvedReferenceError } from '@octollm/engine';
import type { TaskEnd } from '@octollm/memory';

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

/** What is judged is what is returned: the answer in the input of the judge's step, or the last step's output. */
const answerOf = (plan: Plan, run: PlanRun): Answer | undefined => {
  const judge = plan.steps.findLast((step) => step.arm === judgeArm.name);
  const last = plan.steps.at(-1);
  const source = judge?.input.answer ?? (last === undefined ? undefined : `{{steps.${last.id}.output}}`);
  try {
    return Answer.safeParse(resolveReferences(source, run.outputs)).data;
  } catch (error) {
    if (error instanceof UnresolvedReferenceError) return undefined;
    throw error;
  }
};

const validationOf = (plan: Plan, run: PlanRun): ValidationResult | null => {
  const judge = plan.steps.findLast((step) => step.arm === judgeArm.name);
  return judge === undefined ? null : (ValidationResult.safeParse(run.outputs.get(judge.id)).data ?? null);
};

const degradedReasons = (run: PlanRun, validation: ValidationResult | null): string[] => [
  ...run.failed.map(({ stepId, error }) => `Step ${stepId} failed: ${error.message}`),
  ...run.skipped.map((stepId) => `Step ${stepId} was skipped.`),
  ...(validation === null ? ['The answer was not validated.'] : []),
  ...(validation?.valid === false
    ? validation.issues
        .filter(({ severity }) => severity === 'high' || severity === 'critical')
        .map(({ message }) => `The judge found: ${message}`)
    : []),
];

/** The result a task has so far; null when no step has answered the goal. */
export const resultOf = (plan: Plan, run: PlanRun): TaskResult | null => {
  const answer = answerOf(plan, run);
  if (answer === undefined) return null;
  const validation = validationOf(plan, run);
  const reasons = degradedReasons(run, validation);
  return { ...answer, validation, degraded: reasons.length > 0, degraded_reasons: reasons };
};

/** How a task ends after its plan has run: with an answer, degraded when parts are missing, or with the first failure. */
export const endOf = (plan: Plan, run: PlanRun): TaskEnd => {
  const result = resultOf(plan, run);
  if (result !== null) return { status: 'succeeded', result };
  const first = run.failed[0];
  const error = first === undefined ? noAnswer : toTaskError(first);
  return { status: 'failed', error, result: null };
};
