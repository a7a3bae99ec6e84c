import { HttpException } from '@nestjs/common';
import {
  ConflictError,
  DeadlineExceededError,
  ForbiddenError,
  InternalError,
  InvalidRequestError,
  NotFoundError,
  OctoError,
  PayloadTooLargeError,
  RateLimitedError,
  UnauthenticatedError,
  UnavailableError,
  UnprocessableError,
  UnsupportedMediaTypeError,
} from '@octollm/contracts';

const byStatus: Readonly<Record<number, (cause: unknown) => OctoError>> = {
  400: (cause) =>
    new InvalidRequestError('The request is malformed. Check the body and the headers.', { cause }),
  401: (cause) => new UnauthenticatedError('Send a key: Authorization: Bearer octollm_...', { cause }),
  403: (cause) => new ForbiddenError('This key does not allow the request.', { cause }),
  404: (cause) => new NotFoundError('There is nothing at this path for this method.', { cause }),
  405: (cause) => new NotFoundError('There is nothing at this path for this method.', { cause }),
  409: (cause) => new ConflictError('The state does not allow the request.', { cause }),
  413: (cause) => new PayloadTooLargeError('The body is longer than this route takes.', { cause }),
  415: (cause) => new UnsupportedMediaTypeError('Send the body as application/json.', { cause }),
  422: (cause) => new UnprocessableError('The request cannot be carried out as it stands.', { cause }),
  429: (cause) => new RateLimitedError('Too many requests. Slow down.', { cause, retryAfter: 1 }),
  503: (cause) => new UnavailableError('The service cannot answer now. Try again.', { cause, retryAfter: 1 }),
  504: (cause) => new DeadlineExceededError('There was no answer in time. Try again.', { cause }),
};

/** Errors of Fastify carry a status like those of many clients of other services, whose status is not ours. */
const isFastifyError = (error: unknown): error is { readonly statusCode: number } =>
  error instanceof Error &&
  'code' in error &&
  String(error.code).startsWith('FST_') &&
  'statusCode' in error &&
  typeof error.statusCode === 'number';

const statusOf = (error: unknown): number => {
  if (error instanceof HttpException) return error.getStatus();
  return isFastifyError(error) ? error.statusCode : 500;
};

/** The status that stands for all others of its class. */
const classOf = (status: number): number => (status >= 400 && status < 500 ? 400 : 500);

/**
 * Any error as one that may reach a client. Errors of Nest and Fastify are told apart by their status; their own
 * texts are dropped, because they may quote what must not leave the process.
 */
export const toOctoError = (error: unknown): OctoError => {
  if (error instanceof OctoError) return error;
  const status = statusOf(error);
  const known = byStatus[status] ?? byStatus[classOf(status)];
  return known === undefined
    ? new InternalError('The request failed. Give the request id to an operator.', { cause: error })
    : known(error);
};
