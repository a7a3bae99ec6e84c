import type { Provider } from '@nestjs/common';
import { ChunkStore, type VectorStore } from '@octollm/memory';
import { Searcher } from '@octollm/retrieval';
import { PASSAGE_EMBEDDINGS, type PassageEmbeddings } from '../embeddings/passage-embeddings.ts';
import { knowledgeCollectionOf, VECTORS } from '../stores/knowledge-vectors.ts';

/** Searches over the arm's own stores. */
export const searcherProvider: Provider = {
  provide: Searcher,
  inject: [ChunkStore, VECTORS, PASSAGE_EMBEDDINGS],
  useFactory: (keywords: ChunkStore, vectors: VectorStore, embeddings: PassageEmbeddings) =>
    new Searcher({
      keywords,
      vectors,
      embedder: {
        collection: knowledgeCollectionOf(embeddings.model),
        isLexical: embeddings.isLexical,
        embed: (tenantId, query, weightOf) => embeddings.embedQuery(tenantId, query, weightOf),
      },
    }),
};
