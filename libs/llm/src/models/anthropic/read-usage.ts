import type { JsonObject } from '../../wire/json.ts';

const count = (value: unknown): number => (Number.isSafeInteger(value) ? Math.max(0, Number(value)) : 0);

/**
 * A report of the Messages API in OpenAI's shape. `input_tokens` leaves out what was read from the prompt cache or
 * written to it; OpenAI's `prompt_tokens` has all of them.
 */
export const toUsage = (usage: JsonObject): JsonObject => {
  const read = count(usage.cache_read_input_tokens);
  const written = count(usage.cache_creation_input_tokens);
  const prompt = count(usage.input_tokens) + read + written;
  const completion = count(usage.output_tokens);
  return {
    prompt_tokens: prompt,
    completion_tokens: completion,
    total_tokens: prompt + completion,
    ...(read + written === 0
      ? {}
      : { prompt_tokens_details: { cached_tokens: read, cache_write_tokens: written } }),
  };
};
