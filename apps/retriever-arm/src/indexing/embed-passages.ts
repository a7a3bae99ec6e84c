import type { VectorStore } from '@octollm/memory';
import type { PassageEmbeddings } from '../embeddings/passage-embeddings.ts';
import type { IngestWakeUp } from '../stores/ingest-queue.ts';
import { knowledgeCollectionOf } from '../stores/knowledge-vectors.ts';

/** Passages that are embedded and stored together: far less than a provider takes in one call. */
export const embeddedTogether = 256;

interface Stores {
  readonly vectors: VectorStore;
  readonly embeddings: PassageEmbeddings;
}

/** A passage by what it is found by. */
interface EmbeddedPassage {
  readonly id: string;
  readonly searchable: string;
}

/** Makes the vectors of passages of a document and stores them. @throws as PassageEmbeddings and VectorStore do */
export const embedPassages = async (
  { vectors, embeddings }: Stores,
  { tenantId, documentId }: IngestWakeUp,
  passages: readonly EmbeddedPassage[],
): Promise<void> => {
  const made = await embeddings.embed(
    tenantId,
    passages.map(({ searchable }) => searchable),
  );
  const points = passages.flatMap(({ id }, at) => {
    const vector = made[at];
    return vector === undefined ? [] : [{ id, documentId, vector }];
  });
  await vectors.upsert(tenantId, knowledgeCollectionOf(embeddings.model), points);
};
