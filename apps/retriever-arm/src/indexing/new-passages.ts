import type { ChunkPlace, NewChunk } from '@octollm/memory';
import { searchableText } from '@octollm/retrieval';
import { termCounts } from '@octollm/text';
import type { ReadPassage } from '../reading/read-document.ts';
import { chunkId } from './chunk-id.ts';
import { sameWords } from './same-words.ts';

/** A passage with its place in its document, and what it is found by. */
export interface PlacedPassage extends ChunkPlace {
  readonly heading: string | null;
  readonly text: string;
  readonly searchable: string;
}

/**
 * The passages of a document with their ids. One that says word for word what an earlier one under the same headings says
 * is left out: a page that repeats itself would fill an answer with itself.
 */
export const placePassages = (
  documentId: string,
  title: string | null,
  passages: readonly ReadPassage[],
): PlacedPassage[] => {
  const placed: PlacedPassage[] = [];
  const said = new Set<string>();
  for (const { text, heading, page } of passages) {
    const words = `${heading ?? ''}\n${sameWords(text) || text}`;
    if (said.has(words)) continue;
    said.add(words);
    const searchable = searchableText({ text, heading, title });
    placed.push({
      id: chunkId(documentId, searchable),
      ordinal: placed.length,
      heading,
      text,
      page,
      searchable,
    });
  }
  return placed;
};

/** A passage with its terms. */
export const chunkOf = ({ searchable, ...place }: PlacedPassage): NewChunk => ({
  ...place,
  terms: termCounts(searchable),
});
