import type { Usage } from '@octollm/contracts';
import { ProviderError } from '@octollm/llm';
import { ArmFailure, ServiceStoppingError } from '@octollm/service-kit';

const isTimeout = (reason: unknown): boolean => reason instanceof Error && reason.name === 'TimeoutError';

const abortion = (reason: unknown, usage: Usage): ArmFailure => {
  if (reason instanceof ServiceStoppingError)
    return new ArmFailure('stopping', 'unavailable', 'The arm stopped before the model had answered.', {
      usage,
    });
  return isTimeout(reason)
    ? new ArmFailure('deadline_exceeded', 'timeout', 'The model did not answer before the deadline.', {
        usage,
      })
    : new ArmFailure('cancelled', 'cancelled', 'The call was cancelled while the model was asked.', {
        usage,
      });
};

/** What keeps a model from answering, as the arm's failure with all that was used so far. */
export const askFailure = (error: unknown, signal: AbortSignal, usage: Usage): unknown => {
  if (signal.aborted && !(error instanceof ArmFailure)) return abortion(signal.reason, usage);
  if (!(error instanceof ProviderError)) return error;
  return new ArmFailure(`provider_${error.category}`, error.category, error.message, {
    ...(error.retryAfter === undefined ? {} : { retryAfter: error.retryAfter }),
    usage,
    cause: error,
  });
};
