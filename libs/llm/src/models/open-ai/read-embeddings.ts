import type { EmbeddingsRequest, EmbeddingsResponse } from '@octollm/contracts';
import { mostInputTokens } from '../../tokens/prompt-tokens.ts';
import { isObject, malformed, readObject } from '../../wire/json.ts';
import type { EmbeddingsResult } from '../model-provider.ts';
import { reportedUsage } from '../usage.ts';

const isVector = (value: unknown): boolean => typeof value === 'string' || Array.isArray(value);

const countOf = ({ input }: EmbeddingsRequest): number =>
  typeof input === 'string' || typeof input[0] === 'number' ? 1 : input.length;

/**
 * Reads embeddings: one for each input. The numbers themselves are not looked at: there may be millions.
 * @throws ProviderError when it is something else
 */
export const readEmbeddings = (
  provider: string,
  json: Buffer,
  request: EmbeddingsRequest,
): EmbeddingsResult => {
  const value = readObject(json);
  const data: unknown = value?.data;
  if (
    value === undefined ||
    !Array.isArray(data) ||
    data.length !== countOf(request) ||
    !data.every((item) => isObject(item) && isVector(item.embedding))
  )
    throw malformed(provider, 'a list of embeddings');
  const reported = reportedUsage(value.usage);
  const usage = reported ?? { promptTokens: mostInputTokens(request), completionTokens: 0 };
  const isWhole = reported !== undefined && value.object === 'list' && typeof value.model === 'string';
  const embeddings = {
    model: request.model,
    ...value,
    object: 'list',
    usage:
      reported === undefined
        ? { prompt_tokens: usage.promptTokens, total_tokens: usage.promptTokens }
        : value.usage,
  } as unknown as EmbeddingsResponse;
  return {
    embeddings,
    body: isWhole ? json : Buffer.from(JSON.stringify(embeddings)),
    usage: { ...usage, estimated: reported === undefined },
  };
};
