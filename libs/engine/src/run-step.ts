import { type ArmError, noUsage } from '@octollm/contracts';
import { pause } from './pause.ts';
import type { Attempt, ExecuteStep, Step, StepJournal } from './ports.ts';
import { resolveReferences, UnresolvedReferenceError } from './references.ts';
import { backoffMs, mayRepeat } from './retry.ts';
import type { Semaphore } from './semaphore.ts';

export interface StepRun<S extends Step> {
  readonly step: S;
  readonly outputs: ReadonlyMap<string, unknown>;
  /** Attempts that former runs started. */
  readonly attempts: number;
  readonly execute: ExecuteStep<S>;
  readonly permits: Semaphore;
  readonly journal: StepJournal<S>;
  readonly signal: AbortSignal;
  readonly random: () => number;
}

const interrupted: ArmError = {
  code: 'interrupted',
  category: 'unavailable',
  message: 'The step was interrupted, and repeating it could repeat its side effects.',
  retryable: false,
  retry_after: null,
};

const failed = (error: ArmError): Attempt => ({ succeeded: false, error, usage: noUsage, provenance: null });

const timedOut = (step: Step): Attempt =>
  failed({
    code: 'step_timeout',
    category: 'timeout',
    message: `The step did not end within ${step.timeout_seconds} seconds.`,
    retryable: step.idempotent && step.timeout_is_final !== true,
    retry_after: null,
  });

/** One attempt within the step's own time limit. Rejects when the whole run was aborted. */
const attemptOnce = async <S extends Step>(
  run: StepRun<S>,
  input: unknown,
  attempt: number,
): Promise<Attempt> => {
  const { step } = run;
  const limit = new AbortController();
  const timer = setTimeout(() => {
    limit.abort(new DOMException('The step took too long.', 'TimeoutError'));
  }, step.timeout_seconds * 1_000);
  try {
    const signal = AbortSignal.any([run.signal, limit.signal]);
    return await run.execute({ step, input, attempt, signal });
  } catch (error) {
    run.signal.throwIfAborted();
    if (limit.signal.aborted) return timedOut(step);
    throw error;
  } finally {
    clearTimeout(timer);
  }
};

const resolveInput = (
  run: Pick<StepRun<Step>, 'outputs'> & { readonly step: Step },
): { readonly input: unknown } | { readonly problem: Attempt } => {
  try {
    return { input: resolveReferences(run.step.input, run.outputs) };
  } catch (error) {
    if (!(error instanceof UnresolvedReferenceError)) throw error;
    return {
      problem: failed({
        code: 'unresolved_reference',
        category: 'invalid_input',
        message: error.message,
        retryable: false,
        retry_after: null,
      }),
    };
  }
};

/** Starts an attempt, writes that down and sees it through. A former run's unfinished work is not done twice. */
const startAttempt = async <S extends Step>(
  run: StepRun<S>,
  resolved: ReturnType<typeof resolveInput>,
  attempt: number,
): Promise<Attempt> => {
  run.signal.throwIfAborted();
  await run.journal.started(run.step, attempt);
  if ('problem' in resolved) return resolved.problem;
  const wasInterrupted = run.attempts > 0 && attempt === run.attempts + 1;
  if (wasInterrupted && !run.step.idempotent) return failed(interrupted);
  return attemptOnce(run, resolved.input, attempt);
};

/**
 * Runs a step to its end: attempts, each written down before and after, with a pause between them as long as the
 * error allows another one (see `mayRepeat`) and so does the retry policy. A step that a former run may have carried
 * out without writing it down is tried again only when it is idempotent; otherwise its next attempt counts as failed.
 * An attempt holds a permit, a pause does not.
 */
export const runStep = async <S extends Step>(run: StepRun<S>): Promise<Attempt> => {
  const { step, journal, signal, random } = run;
  const resolved = resolveInput(run);
  for (let attempt = run.attempts + 1; ; attempt++) {
    const result = await run.permits.run(() => startAttempt(run, resolved, attempt));
    if (result.succeeded) {
      await journal.ended(step, attempt, result);
      return result;
    }
    const retryInMs =
      mayRepeat(step, result.error) && attempt < step.retry.max_attempts
        ? backoffMs(step.retry, attempt, result.error.retry_after, random)
        : null;
    await journal.ended(step, attempt, { ...result, retryInMs });
    if (retryInMs === null) return result;
    await pause(retryInMs, signal);
  }
};
