import {
  type ArmError,
  DeadlineExceededError,
  InternalError,
  type OctoError,
  RateLimitedError,
  UnavailableError,
  UnprocessableError,
} from '@octollm/contracts';

/** What a client is told of a call that an arm could not carry out for it. */
export const toOctoError = (error: ArmError): OctoError => {
  const options = error.retry_after === null ? {} : { retryAfter: error.retry_after };
  switch (error.category) {
    case 'invalid_input':
    case 'policy':
    case 'budget':
    case 'model_required':
      return new UnprocessableError(error.message);
    case 'rate_limited':
      return new RateLimitedError(error.message, { retryAfter: 1, ...options });
    case 'timeout':
      return new DeadlineExceededError(error.message);
    case 'unavailable':
    case 'cancelled':
      return new UnavailableError(error.message, { retryAfter: 1, ...options });
    case 'internal':
      return new InternalError(error.message);
  }
};
