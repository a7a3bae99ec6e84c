/** Language models behind one port, what they cost, and what is done without one. */
export { modelLimiter } from './limits/model-limiter.ts';
export { ModelRequiredError } from './model-required-error.ts';
export {
  type AnthropicModelOptions,
  AnthropicModelProvider,
} from './models/anthropic/anthropic-model-provider.ts';
export { type ChatStream, doneFrame, StreamedChunk } from './models/chat-stream.ts';
export { type EndedCall, type EndedCallListener } from './models/decorated/metered-model-provider.ts';
export {
  type CallOptions,
  type ChatResult,
  type EmbeddingsResult,
  type MeteredUsage,
  type ModelProvider,
} from './models/model-provider.ts';
export { mostCompletionTokens } from './models/most-completion-tokens.ts';
export { OfflineModelProvider, offlineModel } from './models/offline/offline-model-provider.ts';
export { type OllamaModelOptions, OllamaModelProvider } from './models/ollama/ollama-model-provider.ts';
export { type OpenAiModelOptions, OpenAiModelProvider } from './models/open-ai/open-ai-model-provider.ts';
export { extractiveAnswer, extractiveAnswerName, questionTerms } from './offline/extractive-answer.ts';
export {
  hashedEmbedding,
  hashedEmbeddingDimensions,
  hashedEmbeddingModel,
} from './offline/hashed-embedding.ts';
export { type SourcePassage } from './offline/source-passage.ts';
export { costUsd, mostCostUsd } from './pricing/cost.ts';
export { isListed, type ModelPrice, priceOf } from './pricing/price-of.ts';
export { type Price, priceTable } from './pricing/price-table.ts';
export { mayHaveBeenDone } from './providers/may-have-been-done.ts';
export { ProviderError, type ProviderErrorCategory, type Refusal } from './providers/provider-error.ts';
export { staysOnPlatform } from './providers/stays-on-platform.ts';
export { LostCalls } from './routing/lost-calls.ts';
export { ModelDirectory, type ModelDirectoryOptions, platformModel } from './routing/model-directory.ts';
export { type Answered, ModelRoute, type ModelTarget, type RouteOptions } from './routing/model-route.ts';
export { type Fallbacks, parseFallbacks } from './routing/parse-fallbacks.ts';
export { isPassing } from './routing/passing.ts';
export type { CallOfAnswer, RoutedStream } from './routing/routed-stream.ts';
export { toOctoError } from './routing/to-octo-error.ts';
export type { ProviderConfig } from './setup/provider-config.ts';
export { type ProvidersOptions, providerNames, providersOf } from './setup/providers-of.ts';
export { completionLimit } from './tokens/completion-tokens.ts';
export { estimateTokens, mostTokens } from './tokens/estimate-tokens.ts';
export {
  estimateInputTokens,
  estimatePromptTokens,
  mostInputTokens,
  mostPromptTokens,
} from './tokens/prompt-tokens.ts';
export type { TokenUsage } from './tokens/token-usage.ts';
export type { Timeouts } from './wire/deadlines.ts';
