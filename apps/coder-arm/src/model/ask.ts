import { type ChatProvider, type ChatRequest, type Completion, ProviderError } from '@octollm/llm';
import { ArmFailure } from '@octollm/service-kit';
import type { Meter } from './meter.ts';

/** Little chance is wanted: the same task should give much the same code. */
const temperature = 0.2;

/**
 * Asks the model within the allowance.
 * @throws ArmFailure: budget when it could be exceeded, otherwise what the provider reports, with the usage so far
 */
export const ask = async (
  provider: ChatProvider,
  meter: Meter,
  request: Pick<ChatRequest, 'system' | 'prompt' | 'signal'>,
): Promise<Completion> => {
  const most = meter.begin(request.system + request.prompt);
  try {
    const completion = await provider.complete({
      ...request,
      maxTokens: most.completionTokens,
      temperature,
    });
    meter.end(completion.usage);
    return completion;
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    // A provider that was too slow may have done, and charge, all that it was asked for.
    if (error.category === 'timeout') meter.end(most);
    throw new ArmFailure(`provider_${error.category}`, error.category, error.message, {
      ...(error.retryAfter === undefined ? {} : { retryAfter: error.retryAfter }),
      usage: meter.usage,
      cause: error,
    });
  }
};
