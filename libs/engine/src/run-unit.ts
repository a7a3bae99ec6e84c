import type { ArmError } from '@octollm/contracts';
import { attemptOnce } from './attempt.ts';
import type { RunContext } from './context.ts';
import { failed, finalError } from './failures.ts';
import { pause } from './pause.ts';
import type { Attempt, Step, StepHistory } from './ports.ts';
import { resolveReferences, type Scope, UnresolvedReferenceError } from './references.ts';
import { backoffMs, mayRepeat } from './retry.ts';

/** How a step or a unit of one ended. */
export type UnitEnd =
  | { readonly succeeded: true; readonly output: unknown }
  | { readonly succeeded: false; readonly error: ArmError };

const interrupted = finalError(
  'interrupted',
  'unavailable',
  'The step was interrupted, and repeating it could repeat its side effects.',
);

const identicalCall = finalError(
  'identical_call',
  'policy',
  'The same call has been made twice already, and a third time would bring nothing new.',
);

const failedEarlier = finalError('failed_earlier', 'internal', 'The step failed in a former run.');

/** How a former run ended a unit, or undefined when it did not. */
export const recall = (past: StepHistory | undefined): UnitEnd | undefined => {
  if (past?.status === 'succeeded') return { succeeded: true, output: past.output };
  if (past?.status === 'failed') return { succeeded: false, error: past.error ?? failedEarlier };
  return undefined;
};

/** What `work` gives, or the failure of the step when a reference leads nowhere. */
export const unlessUnresolved = <Result>(
  work: () => Result,
): { readonly value: Result } | { readonly error: ArmError } => {
  try {
    return { value: work() };
  } catch (error) {
    if (!(error instanceof UnresolvedReferenceError)) throw error;
    return { error: finalError('unresolved_reference', 'invalid_input', error.message) };
  }
};

/** Ends a unit as failed without any call, under the number of the attempt that does not take place. */
export const failUnit = async <S extends Step>(
  { journal, history, signal }: RunContext<S>,
  step: S,
  error: ArmError,
): Promise<UnitEnd> => {
  signal.throwIfAborted();
  const attempt = (history.get(step.id)?.attempts ?? 0) + 1;
  await journal.started(step, attempt);
  await journal.ended(step, attempt, { ...failed(error), retryInMs: null });
  return { succeeded: false, error };
};

const isDenied = <S extends Step>({ identityOf, calls }: RunContext<S>, step: S, input: unknown): boolean => {
  const identity = identityOf?.(step, input);
  return identity !== undefined && !calls.admits(identity, step.id);
};

const writtenDown = <S extends Step>(
  context: RunContext<S>,
  step: S,
  input: unknown,
  attempt: number,
): Promise<Attempt> =>
  context.permits.hold(step, context.signal, async () => {
    await context.journal.started(step, attempt);
    return attemptOnce(context.execute, { step, input, attempt, signal: context.signal });
  });

/**
 * Runs a unit to its end: attempts, each written down before and after, with a pause between them as long as the
 * error allows another one (see `mayRepeat`) and so does the retry policy. A unit that a former run may have carried
 * out without writing it down is tried again only when it is idempotent; otherwise its next attempt counts as failed.
 * An attempt holds a permit, a pause does not.
 */
export const runUnit = async <S extends Step>(
  context: RunContext<S>,
  step: S,
  scope: Scope,
): Promise<UnitEnd> => {
  const { journal, signal, random } = context;
  const attempts = context.history.get(step.id)?.attempts ?? 0;
  const resolved = unlessUnresolved(() => resolveReferences(step.input, scope.outputs, scope));
  if ('error' in resolved) return failUnit(context, step, resolved.error);
  if (attempts > 0 && !step.idempotent) return failUnit(context, step, interrupted);
  if (isDenied(context, step, resolved.value)) return failUnit(context, step, identicalCall);
  for (let attempt = attempts + 1; ; attempt++) {
    const result = await writtenDown(context, step, resolved.value, attempt);
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
