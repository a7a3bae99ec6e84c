import { noUsage } from '@octollm/contracts';
import { hashedEmbedding, hashedEmbeddingModel } from '@octollm/llm';
import { withPauses } from '../indexing/pauses.ts';
import type { PassageEmbeddings } from './passage-embeddings.ts';

/** Vectors of hashed words, which need no provider. */
export const hashedEmbeddings: PassageEmbeddings = {
  model: hashedEmbeddingModel,
  isLexical: true,
  admit: async () => undefined,
  embed: async (_tenantId, texts) => {
    const vectors: Float32Array[] = [];
    for await (const text of withPauses(texts)) vectors.push(hashedEmbedding(text));
    return vectors;
  },
  embedQuery: async (_tenantId, query, weightOf) => ({
    vector: hashedEmbedding(query, weightOf),
    usage: noUsage,
  }),
};
