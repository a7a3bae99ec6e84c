import { z } from 'zod';
import { openAiLimits as limits } from './limits.ts';

const Tokens = z.array(z.int().min(0)).min(1).max(8_192);

/** A text or its tokens, or up to 2,048 of either. */
export const EmbeddingInput = z.union([
  z.string().min(1).max(limits.text),
  z.array(z.string().min(1).max(limits.text)).min(1).max(limits.inputs),
  Tokens,
  z.array(Tokens).min(1).max(limits.inputs),
]);
export type EmbeddingInput = z.infer<typeof EmbeddingInput>;

/** The body of `POST /v1/embeddings` (https://platform.openai.com/docs/api-reference/embeddings/create). */
export const EmbeddingsRequest = z.looseObject({
  model: z.string().min(1).max(limits.name),
  input: EmbeddingInput,
  encoding_format: z.enum(['float', 'base64']).nullish(),
  /** Numbers in each vector, for models that can shorten theirs. */
  dimensions: z.int().min(1).max(65_536).nullish(),
  user: z.string().max(512).nullish(),
});
export type EmbeddingsRequest = z.infer<typeof EmbeddingsRequest>;

export const Embedding = z.looseObject({
  object: z.literal('embedding'),
  index: z.int().min(0),
  /** The numbers, or in base64 the same as little-endian 32-bit floats. */
  embedding: z.union([z.array(z.number()), z.string()]),
});
export type Embedding = z.infer<typeof Embedding>;

export const EmbeddingsResponse = z.looseObject({
  object: z.literal('list'),
  data: z.array(Embedding),
  model: z.string(),
  usage: z.looseObject({ prompt_tokens: z.int().min(0), total_tokens: z.int().min(0) }),
});
export type EmbeddingsResponse = z.infer<typeof EmbeddingsResponse>;
