import { failed } from './failures.ts';
import { LinkedAbort } from './linked-abort.ts';
import type { Attempt, ExecuteStep, Step } from './ports.ts';

const timedOut = (step: Step): Attempt =>
  failed({
    code: 'step_timeout',
    category: 'timeout',
    message: `The step did not end within ${step.timeout_seconds} seconds.`,
    retryable: step.idempotent && step.timeout_is_final !== true,
    retry_after: null,
  });

/** One attempt within the step's own time limit. Rejects when `call.signal`, that of the whole run, was aborted. */
export const attemptOnce = async <S extends Step>(
  execute: ExecuteStep<S>,
  call: Parameters<ExecuteStep<S>>[0],
): Promise<Attempt> => {
  const { step } = call;
  const limit = new LinkedAbort(call.signal);
  const timer = setTimeout(() => {
    limit.abort(new DOMException('The step took too long.', 'TimeoutError'));
  }, step.timeout_seconds * 1_000);
  try {
    return await execute({ ...call, signal: limit.signal });
  } catch (error) {
    call.signal.throwIfAborted();
    if (limit.signal.aborted) return timedOut(step);
    throw error;
  } finally {
    clearTimeout(timer);
    limit.unlink();
  }
};
