import type { Document, DocumentStatus, MediaType, Metadata } from '@octollm/contracts';

/** A document as the statements read it. */
export interface DocumentRow {
  readonly id: string;
  readonly status: DocumentStatus;
  readonly media_type: MediaType;
  readonly metadata: Metadata;
  readonly chunks: number;
  readonly done_chunks: number | null;
  readonly total_chunks: number | null;
  readonly error: string | null;
  readonly warnings: string[];
  readonly upload_id: string | null;
  readonly created_at: Date;
  readonly updated_at: Date;
}

const progressOf = ({ status, done_chunks, total_chunks }: DocumentRow): Pick<Document, 'progress'> =>
  status !== 'queued' || done_chunks === null || total_chunks === null
    ? {}
    : { progress: { done_chunks, total_chunks } };

/** The model of a row. */
export const toDocument = (row: DocumentRow): Document => ({
  id: row.id,
  status: row.status,
  media_type: row.media_type,
  metadata: row.metadata,
  chunks: row.chunks,
  ...progressOf(row),
  ...(row.error === null ? {} : { error: row.error }),
  ...(row.warnings.length === 0 ? {} : { warnings: row.warnings }),
  created_at: row.created_at.toISOString(),
  updated_at: row.updated_at.toISOString(),
});
