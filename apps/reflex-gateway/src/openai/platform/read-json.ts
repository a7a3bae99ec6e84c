import { UnavailableError } from '@octollm/contracts';

/**
 * Reads an answer of the orchestrator to its end.
 * @throws UnavailableError when it breaks off or is no JSON
 */
export const readJson = async (body: { json(): Promise<unknown> }): Promise<unknown> => {
  try {
    return await body.json();
  } catch (cause) {
    throw new UnavailableError('The answer of the orchestrator broke off. Try again.', {
      cause,
      retryAfter: 1,
    });
  }
};
