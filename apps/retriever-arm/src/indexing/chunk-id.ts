import { v5 } from 'uuid';

/** The id of a document's passage: a name-based UUID (RFC 9562, section 5.5), so that indexing again changes nothing. */
export const chunkId = (documentId: string, ordinal: number): string => v5(String(ordinal), documentId);
