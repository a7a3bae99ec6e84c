import {
  DeadlineExceededError,
  InternalError,
  InvalidRequestError,
  ModelNotFoundError,
  type OctoError,
  RateLimitedError,
  UnavailableError,
} from '@octollm/contracts';
import type { ProviderError } from '../providers/provider-error.ts';

/** `messages[0].content` as a JSON pointer. */
const pointerOf = (param: string): string =>
  `/${param
    .split(/[.[\]]+/)
    .filter((part) => part !== '')
    .join('/')}`;

/**
 * A provider's failure as the error that a caller of the platform gets. What only the operator can mend is told as such;
 * its details stay in the cause, for the log.
 */
export const toOctoError = (error: ProviderError): OctoError => {
  const options = {
    cause: error,
    ...(error.retryAfter === undefined ? {} : { retryAfter: error.retryAfter }),
  };
  switch (error.category) {
    case 'rate_limited':
      return new RateLimitedError(`${error.message} Try again later.`, options);
    case 'timeout':
      return new DeadlineExceededError(`${error.message} Try again.`, options);
    case 'unavailable':
      return new UnavailableError(
        error.refusal.code === 'insufficient_quota'
          ? 'The provider of the model is not available.'
          : error.message,
        options,
      );
    case 'invalid_input': {
      const { param } = error.refusal;
      const errors = param === undefined ? [] : [{ pointer: pointerOf(param), detail: error.message }];
      return new InvalidRequestError(error.message, {
        ...options,
        ...(param === undefined ? {} : { errors }),
      });
    }
    case 'internal':
      return error.refusal.code === 'model_not_found'
        ? new ModelNotFoundError('The provider does not know this model.', options)
        : new InternalError('The provider of the model is not set up as it should be.', options);
  }
};
