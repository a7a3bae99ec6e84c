import { ForbiddenError, InvalidRequestError, RateLimitedError } from '@octollm/contracts';
import { ArmFailure } from '@octollm/service-kit';
import { whenAvailable } from '../stores/when-available.ts';

/**
 * Does something with memory for a call.
 * @throws ArmFailure: policy when the arm may not do it, rate_limited when it reads too often, invalid_input when the
 *   memory is not as its type has it, unavailable when a store does not answer
 */
export const withMemory = async <Result>(work: () => Promise<Result>): Promise<Result> =>
  whenAvailable(async () => {
    try {
      return await work();
    } catch (error) {
      if (error instanceof ForbiddenError)
        throw new ArmFailure(error.code, 'policy', error.message, { cause: error });
      if (error instanceof InvalidRequestError)
        throw new ArmFailure('invalid_input', 'invalid_input', error.message, { cause: error });
      if (!(error instanceof RateLimitedError)) throw error;
      const { code, message, retryAfter } = error;
      throw new ArmFailure(code, 'rate_limited', message, {
        ...(retryAfter === undefined ? {} : { retryAfter }),
        cause: error,
      });
    }
  });
