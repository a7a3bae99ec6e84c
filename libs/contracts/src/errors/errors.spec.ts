import { describe, expect, it } from 'vitest';
import {
  ConflictError,
  ForbiddenError,
  IdempotencyKeyReusedError,
  InvalidRequestError,
  NotFoundError,
  PayloadTooLargeError,
  RateLimitedError,
  RequestDroppedError,
  TenantPausedError,
  UnauthenticatedError,
  UnprocessableError,
  UnsupportedMediaTypeError,
} from './client-errors.ts';
import { OctoError } from './octo-error.ts';
import { Problem } from './problem.ts';
import { DeadlineExceededError, InternalError, OverloadedError, UnavailableError } from './server-errors.ts';

const statuses = [
  [InvalidRequestError, 400, false],
  [UnauthenticatedError, 401, false],
  [ForbiddenError, 403, false],
  [TenantPausedError, 403, false],
  [NotFoundError, 404, false],
  [ConflictError, 409, false],
  [PayloadTooLargeError, 413, false],
  [UnsupportedMediaTypeError, 415, false],
  [UnprocessableError, 422, false],
  [IdempotencyKeyReusedError, 422, false],
  [RateLimitedError, 429, true],
  [RequestDroppedError, 429, false],
  [InternalError, 500, false],
  [UnavailableError, 503, true],
  [OverloadedError, 503, true],
  [DeadlineExceededError, 504, true],
] as const;

describe('the errors of the API', () => {
  it.each(statuses)('%o has status %i', (Class, status, retryable) => {
    const error = new Class('Do something else.');
    expect(error).toBeInstanceOf(OctoError);
    expect(error.status).toBe(status);
    expect(error.retryable).toBe(retryable);
    expect(error.name).toBe(Class.name);
  });

  it('have a code each', () => {
    const codes = statuses.map(([Class]) => new Class('x').code);
    expect(new Set(codes).size).toBe(codes.length);
  });

  it.each(statuses)('%o becomes problem details that the contract knows', (Class, status) => {
    const problem = new Class('Do something else.').toProblem({ instance: '/here', requestId: 'r-1' });
    expect(Problem.parse(problem)).toEqual(problem);
    expect(problem).toMatchObject({
      status,
      detail: 'Do something else.',
      instance: '/here',
      request_id: 'r-1',
      type: `urn:octollm:problem:${problem.code}`,
    });
    expect(problem).not.toHaveProperty('errors');
  });

  it('keep their cause, their stack and when to come back out of the problem', () => {
    const error = new UnavailableError('Try again.', { cause: new Error('password=hunter2'), retryAfter: 3 });
    const problem = JSON.stringify(error.toProblem({ instance: '/', requestId: 'r' }));
    expect(problem).not.toContain('hunter2');
    expect(problem).not.toContain('stack');
    expect(error.retryAfter).toBe(3);
    expect(error.cause).toBeInstanceOf(Error);
  });
});
