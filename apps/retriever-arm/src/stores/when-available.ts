import { OctoError } from '@octollm/contracts';
import { ArmFailure } from '@octollm/service-kit';

/** Runs work on the stores. @throws ArmFailure that can be retried when a store does not answer */
export const whenAvailable = async <Result>(work: () => Promise<Result>): Promise<Result> => {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof OctoError) || !error.retryable) throw error;
    const retryAfter = error.retryAfter === undefined ? {} : { retryAfter: error.retryAfter };
    throw new ArmFailure('store_unavailable', 'unavailable', error.message, { ...retryAfter, cause: error });
  }
};
