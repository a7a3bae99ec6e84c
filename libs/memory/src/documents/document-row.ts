import type { Document, DocumentStatus, MediaType, Metadata } from '@octollm/contracts';

/** A document as the statements read it. */
export interface DocumentRow {
  readonly id: string;
  readonly status: DocumentStatus;
  readonly media_type: MediaType;
  readonly metadata: Metadata;
  readonly chunks: number;
  readonly error: string | null;
  readonly created_at: Date;
  readonly updated_at: Date;
}

/** The model of a row. */
export const toDocument = (row: DocumentRow): Document => ({
  id: row.id,
  status: row.status,
  media_type: row.media_type,
  metadata: row.metadata,
  chunks: row.chunks,
  ...(row.error === null ? {} : { error: row.error }),
  created_at: row.created_at.toISOString(),
  updated_at: row.updated_at.toISOString(),
});
