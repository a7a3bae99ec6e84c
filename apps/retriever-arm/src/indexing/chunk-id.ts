import { v5 } from 'uuid';

/**
 * The id of a document's passage: a name-based UUID (RFC 9562, section 5.5) of what is indexed of it. A passage that stays
 * as it is when its document changes keeps its id, and nothing of it is written again.
 * @param searchable what the passage is found by, see `searchableText`
 */
export const chunkId = (documentId: string, searchable: string): string => v5(searchable, documentId);
