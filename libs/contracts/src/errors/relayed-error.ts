import { OctoError } from './octo-error.ts';
import { Problem } from './problem.ts';
import { UnavailableError } from './server-errors.ts';

/** What another part of the platform has said of a request, as it said it. */
class RelayedError extends OctoError {
  readonly code: string;
  readonly status: number;
  readonly title: string;
  override readonly retryable: boolean;

  constructor({ detail, code, status, title, retryable, errors }: Problem, retryAfter: number | undefined) {
    super(detail, {
      ...(errors === undefined ? {} : { errors }),
      ...(retryAfter === undefined ? {} : { retryAfter }),
    });
    this.code = code;
    this.status = status;
    this.title = title;
    this.retryable = retryable;
  }
}

/**
 * The error that another service's answer stands for, to be passed on as it is.
 * @param body its parsed body
 * @param retryAfter its header Retry-After
 * @param otherwise what is said of a body that is no problem details: UnavailableError
 */
export const relayedError = (body: unknown, retryAfter: string | undefined, otherwise: string): OctoError => {
  const problem = Problem.safeParse(body);
  if (!problem.success) return new UnavailableError(otherwise, { cause: problem.error, retryAfter: 1 });
  const seconds = Number(retryAfter);
  return new RelayedError(problem.data, Number.isFinite(seconds) ? seconds : undefined);
};
