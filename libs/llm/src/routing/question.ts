import type { ChatCompletionRequest, EmbeddingsRequest } from '@octollm/contracts';
import type { CallOptions, EmbeddingsResult, ModelProvider } from '../models/model-provider.ts';
import { mostCompletionTokens } from '../models/most-completion-tokens.ts';
import { mostInputTokens, mostPromptTokens } from '../tokens/prompt-tokens.ts';
import type { TokenUsage } from '../tokens/token-usage.ts';
import type { ModelTarget } from './model-route.ts';

/** How each target is asked. */
export interface Question<Answer> {
  readonly ask: (target: ModelTarget, options: CallOptions) => Promise<Answer>;
  /** The most that a call of it can use. */
  readonly most: (target: ModelTarget) => TokenUsage;
}

/** A chat, whole or streamed, as each target is to be asked for it. */
export const chatQuestion = <Answer>(
  request: ChatCompletionRequest,
  ask: (provider: ModelProvider, request: ChatCompletionRequest, options: CallOptions) => Promise<Answer>,
): Question<Answer> => ({
  ask: ({ provider, model }, options) => ask(provider, { ...request, model }, options),
  most: ({ provider }) => ({
    promptTokens: mostPromptTokens(request),
    completionTokens: mostCompletionTokens(request, provider),
  }),
});

/** Texts, as each target is to be asked for their vectors. */
export const embeddingsQuestion = (request: EmbeddingsRequest): Question<EmbeddingsResult> => ({
  ask: ({ provider, model }, options) => provider.embed({ ...request, model }, options),
  most: () => ({ promptTokens: mostInputTokens(request), completionTokens: 0 }),
});
