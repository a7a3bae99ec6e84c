import type { MediaType, Metadata } from '@octollm/contracts';
import { hashedEmbedding } from '@octollm/llm';
import type { NewChunk, VectorPoint } from '@octollm/memory';
import { chunks, termCounts } from '@octollm/text';
import { chunkId } from './chunk-id.ts';
import { withPauses } from './pauses.ts';
import { searchableText } from './searchable-text.ts';

/** What is indexed of a document. */
export interface IndexedPassages {
  readonly chunks: readonly NewChunk[];
  readonly points: readonly VectorPoint[];
}

interface Content {
  readonly text: string;
  readonly mediaType: MediaType;
  readonly metadata: Metadata;
}

const titleOf = (metadata: Metadata): string | null => {
  const title = metadata['title'];
  return typeof title === 'string' ? title : null;
};

/** Cuts a document into passages with their terms and vectors. Other work goes on meanwhile. */
export const passagesOf = async (documentId: string, content: Content): Promise<IndexedPassages> => {
  const found: NewChunk[] = [];
  const points: VectorPoint[] = [];
  const title = titleOf(content.metadata);
  const format = content.mediaType === 'text/markdown' ? 'markdown' : 'plain';
  for await (const { ordinal, heading, text } of withPauses(chunks(content.text, format))) {
    const id = chunkId(documentId, ordinal);
    const whole = searchableText({ text, heading, title });
    found.push({ id, ordinal, heading, text, terms: termCounts(whole) });
    points.push({ id, documentId, vector: hashedEmbedding(whole) });
  }
  return { chunks: found, points };
};
