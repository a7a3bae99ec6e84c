import {
  ConflictError,
  DeadlineExceededError,
  type OctoError,
  RateLimitedError,
  type Task,
  type TaskResult,
  UnavailableError,
  UnprocessableError,
} from '@octollm/contracts';

const failure = ({ id, status, error }: Task): OctoError => {
  const where = `See task ${id}.`;
  if (status === 'cancelled') return new ConflictError(`The task was cancelled. ${where}`);
  if (status === 'timed_out' || error?.category === 'timeout')
    return new DeadlineExceededError(`The task did not end within its time. ${where}`);
  const message = `${error?.message ?? 'The task failed.'} ${where}`;
  if (error?.category === 'rate_limited') return new RateLimitedError(message, { retryAfter: 1 });
  return error?.retryable === true
    ? new UnavailableError(message, { retryAfter: 1 })
    : new UnprocessableError(message);
};

/**
 * What an ended task has answered.
 * @throws DeadlineExceededError, ConflictError, RateLimitedError, UnavailableError or UnprocessableError that says why
 * there is no answer
 */
export const resultOf = (task: Task): TaskResult => {
  if (task.status === 'succeeded' && task.result !== null) return task.result;
  throw failure(task);
};
