/** Language models behind one port, what they cost, and what is done without one. */
export { ModelRequiredError } from './model-required-error.ts';
export { extractiveAnswer, extractiveAnswerName, questionTerms } from './offline/extractive-answer.ts';
export {
  hashedEmbedding,
  hashedEmbeddingDimensions,
  hashedEmbeddingModel,
} from './offline/hashed-embedding.ts';
export { type SourcePassage } from './offline/source-passage.ts';
export { costUsd, mostCostUsd } from './pricing/cost.ts';
export { type ModelPrice, priceOf } from './pricing/price-of.ts';
export { type Price, priceTable } from './pricing/price-table.ts';
export {
  type ChatProvider,
  type ChatRequest,
  type Completion,
  type TokenUsage,
} from './providers/chat-provider.ts';
export {
  type OpenAiCompatibleOptions,
  OpenAiCompatibleProvider,
} from './providers/open-ai-compatible-provider.ts';
export { ProviderError, type ProviderErrorCategory } from './providers/provider-error.ts';
