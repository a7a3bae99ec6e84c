import { type OctoError, relayedError } from '@octollm/contracts';

/** The error that an answer of the orchestrator stands for. */
export const orchestratorError = (body: unknown, retryAfter: string | undefined): OctoError =>
  relayedError(body, retryAfter, 'The orchestrator did not answer as it should. Try again.');
