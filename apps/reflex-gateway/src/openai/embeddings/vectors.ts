import { bytesOfVector, vectorOfBytes } from '@octollm/cache';
import type { Embedding } from '@octollm/contracts';
import { ProviderError } from '@octollm/llm';

/**
 * The numbers of an embedding, whichever way a provider writes it: as a list, or as the base64 of 32-bit floats, which are
 * little-endian as in the memory of every machine this runs on.
 * @throws ProviderError when it holds no whole number of them
 */
export const vectorOf = (provider: string, embedding: Embedding['embedding']): Float32Array => {
  if (typeof embedding !== 'string') return Float32Array.from(embedding);
  const vector = vectorOfBytes(Buffer.from(embedding, 'base64'));
  if (vector === undefined)
    throw new ProviderError('unavailable', `${provider} answered with a vector that breaks off.`);
  return vector;
};

const base64Of = (vector: Float32Array): string => Buffer.from(bytesOfVector(vector)).toString('base64');

/** Vectors as OpenAI's embeddings, numbered in their order. */
export const embeddingsOf = (vectors: readonly Float32Array[], format: 'float' | 'base64'): Embedding[] =>
  vectors.map((vector, index) => ({
    object: 'embedding',
    index,
    embedding: format === 'base64' ? base64Of(vector) : Array.from(vector),
  }));
