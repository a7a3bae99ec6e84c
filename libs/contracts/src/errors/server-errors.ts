import { OctoError } from './octo-error.ts';

/** Something failed that the caller can do nothing about; the log holds the cause under the request id. */
export class InternalError extends OctoError {
  readonly code = 'internal';
  readonly status = 500;
  readonly title = 'Something went wrong on our side';
}

/** A part that the request needs does not answer; another try may succeed. */
export class UnavailableError extends OctoError {
  readonly code = 'unavailable';
  readonly status = 503;
  readonly title = 'Not available at the moment';
  override readonly retryable = true;
}

/** More work waits than can be begun in time: new work is refused, so that what was accepted is done. */
export class OverloadedError extends OctoError {
  readonly code = 'overloaded';
  readonly status = 503;
  readonly title = 'Too much work waits';
  override readonly retryable = true;
}

/** A part that the request needs did not answer in time. */
export class DeadlineExceededError extends OctoError {
  readonly code = 'deadline_exceeded';
  readonly status = 504;
  readonly title = 'No answer in time';
  override readonly retryable = true;
}
