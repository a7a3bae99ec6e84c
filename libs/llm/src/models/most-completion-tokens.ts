import type { ChatCompletionRequest } from '@octollm/contracts';
import { completionLimit } from '../tokens/completion-tokens.ts';
import type { ModelProvider } from './model-provider.ts';

/** What is expected of an answer whose length nobody limits. Longer ones are counted when they end. */
const usualCompletionTokens = 4_096;

/** The most tokens that the answers of a request are expected to have at a provider: the limit that it is sent, if any. */
export const mostCompletionTokens = (
  request: ChatCompletionRequest,
  { usualLimit = usualCompletionTokens }: Pick<ModelProvider, 'usualLimit'>,
): number => completionLimit(request) ?? usualLimit * (request.n ?? 1);
