import { InternalError, OctoError } from '@octollm/contracts';
import { ProviderError, toOctoError } from '@octollm/llm';
import type { Logger } from 'pino';

/** Any error as one that may reach the caller. */
export const callerError = (thrown: unknown): unknown =>
  thrown instanceof ProviderError ? toOctoError(thrown) : thrown;

/** What a streamed answer ends with when it breaks off; the log holds what is not for the caller. */
export const openAiFailure = (thrown: unknown, logger: Logger): OctoError => {
  const error = callerError(thrown);
  if (error instanceof OctoError && error.status !== 500) return error;
  logger.error({ error: thrown }, 'a streamed answer broke off');
  return error instanceof OctoError
    ? error
    : new InternalError('The answer broke off. Give the request id to an operator.', { cause: thrown });
};
