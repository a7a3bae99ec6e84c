import type { EmbeddingsRequest, EmbeddingsResponse } from '@octollm/contracts';
import { mostInputTokens } from '../../tokens/prompt-tokens.ts';
import { malformed, readObject } from '../../wire/json.ts';
import { encodedVector } from '../encoded-vector.ts';
import type { EmbeddingsResult } from '../model-provider.ts';
import { reportedUsage } from '../usage.ts';

const isVector = (value: unknown): value is readonly number[] =>
  Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === 'number');

/** Reads an answer of `POST /api/embed`: one vector for each text. @throws ProviderError when it is something else */
export const readEmbed = (provider: string, json: Buffer, request: EmbeddingsRequest): EmbeddingsResult => {
  const value = readObject(json);
  const vectors: unknown = value?.embeddings;
  const count = typeof request.input === 'string' ? 1 : request.input.length;
  if (value === undefined || !Array.isArray(vectors) || vectors.length !== count || !vectors.every(isVector))
    throw malformed(provider, 'a list of embeddings');
  const reported = reportedUsage({ prompt_tokens: value.prompt_eval_count });
  const usage = reported ?? { promptTokens: mostInputTokens(request), completionTokens: 0 };
  const format = request.encoding_format ?? 'float';
  const embeddings: EmbeddingsResponse = {
    object: 'list',
    data: vectors.map((vector, index) => ({
      object: 'embedding',
      index,
      embedding: encodedVector(vector, format),
    })),
    model: typeof value.model === 'string' ? value.model : request.model,
    usage: { prompt_tokens: usage.promptTokens, total_tokens: usage.promptTokens },
  };
  return {
    embeddings,
    body: Buffer.from(JSON.stringify(embeddings)),
    usage: { ...usage, estimated: reported === undefined },
  };
};
