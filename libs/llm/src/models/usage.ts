import type { CompletionUsage } from '@octollm/contracts';
import type { TokenUsage } from '../tokens/token-usage.ts';
import { isObject } from '../wire/json.ts';

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;

/** What a provider reports to have used; undefined when it is not a report. Embeddings have no completion. */
export const reportedUsage = (usage: unknown): TokenUsage | undefined => {
  if (!isObject(usage) || !isCount(usage.prompt_tokens)) return undefined;
  const completion = usage.completion_tokens ?? 0;
  if (!isCount(completion)) return undefined;
  const details = isObject(usage.prompt_tokens_details) ? usage.prompt_tokens_details : {};
  const written = details.cache_write_tokens;
  return {
    promptTokens: usage.prompt_tokens,
    completionTokens: completion,
    ...(isCount(written) && written > 0 ? { cacheWriteTokens: written } : {}),
  };
};

/** Usage in OpenAI's shape. */
export const wireUsage = ({ promptTokens, completionTokens }: TokenUsage): CompletionUsage => ({
  prompt_tokens: promptTokens,
  completion_tokens: completionTokens,
  total_tokens: promptTokens + completionTokens,
});
