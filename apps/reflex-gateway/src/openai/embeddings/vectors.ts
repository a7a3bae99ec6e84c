import type { Embedding } from '@octollm/contracts';

const bytesPerNumber = Float32Array.BYTES_PER_ELEMENT;

/** The numbers of an embedding, whichever way it is written. */
export const vectorOf = (embedding: Embedding['embedding']): Float32Array => {
  if (typeof embedding !== 'string') return Float32Array.from(embedding);
  const bytes = Buffer.from(embedding, 'base64');
  const vector = new Float32Array(bytes.length / bytesPerNumber);
  for (let at = 0; at < vector.length; at++) vector[at] = bytes.readFloatLE(at * bytesPerNumber);
  return vector;
};

const base64Of = (vector: Float32Array): string => {
  const bytes = Buffer.alloc(vector.byteLength);
  for (const [at, value] of vector.entries()) bytes.writeFloatLE(value, at * bytesPerNumber);
  return bytes.toString('base64');
};

/** Vectors as OpenAI's embeddings, numbered in their order. */
export const embeddingsOf = (vectors: readonly Float32Array[], format: 'float' | 'base64'): Embedding[] =>
  vectors.map((vector, index) => ({
    object: 'embedding',
    index,
    embedding: format === 'base64' ? base64Of(vector) : Array.from(vector),
  }));
