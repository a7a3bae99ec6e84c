import { vectorOfBytes } from '@octollm/cache';
import type { Embedding } from '@octollm/contracts';
import { ProviderError } from '@octollm/llm';

/**
 * The numbers of an embedding: a list, or the base64 of little-endian 32-bit floats, which are half as long on their way.
 * @throws ProviderError when it holds no whole number of them
 */
export const vectorOf = (provider: string, embedding: Embedding['embedding']): Float32Array => {
  if (typeof embedding !== 'string') return Float32Array.from(embedding);
  const vector = vectorOfBytes(Buffer.from(embedding, 'base64'));
  if (vector === undefined)
    throw new ProviderError('unavailable', `${provider} answered with a vector that breaks off.`);
  return vector;
};
