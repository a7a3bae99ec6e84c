import type { DocumentStatus, MediaType, Metadata } from '@octollm/contracts';
import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import { wireTime } from '../../database/columns.ts';

/** A document and its text. */
@Entity('documents')
@Unique('documents_content_key', ['tenantId', 'contentSha256'])
@Unique('documents_source_key', ['tenantId', 'sourceKey'])
@Index('documents_by_upload', ['tenantId', 'uploadId'], { where: 'upload_id IS NOT NULL' })
@Index('documents_queued', ['updatedAt'], { where: `status = 'queued'` })
@Index('documents_by_embedding', ['embeddingModel'], { where: `chunks > 0 AND status <> 'queued'` })
@Index('documents_by_metadata', { synchronize: false })
export class DocumentEntity {
  @PrimaryColumn('text', { name: 'tenant_id', primaryKeyConstraintName: 'documents_pkey' })
  tenantId!: string;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'documents_pkey' })
  id!: string;

  @Column('text')
  status!: DocumentStatus;

  @Column('text', { name: 'media_type' })
  mediaType!: MediaType;

  /** jsonb: searches filter on it. */
  @Column('jsonb')
  metadata!: Metadata;

  /** What is cut into passages; empty while a file waits to be read. */
  @Column('text')
  text!: string;

  /** SHA-256 over the content, the media type and the metadata: the same document twice is one. */
  @Column('text', { name: 'content_sha256' })
  contentSha256!: string;

  /** What makes two documents versions of one, see `sourceKeyOf`; null when the metadata name no source. */
  @Column('text', { name: 'source_key', nullable: true })
  sourceKey!: string | null;

  /** The file that waits to be read. */
  @Column('uuid', { name: 'upload_id', nullable: true })
  uploadId!: string | null;

  @Column('text', { name: 'file_name', nullable: true })
  fileName!: string | null;

  @Column('integer', { default: 0 })
  chunks!: number;

  /** Who has made the vectors of the passages. */
  @Column('text', { name: 'embedding_model', default: 'octollm-hash-v1' })
  embeddingModel!: string;

  /** How often the indexing of this version has begun and nothing is known of its end. */
  @Column('integer', { default: 0 })
  attempts!: number;

  @Column('integer', { name: 'done_chunks', nullable: true })
  doneChunks!: number | null;

  @Column('integer', { name: 'total_chunks', nullable: true })
  totalChunks!: number | null;

  @Column('text', { array: true, default: () => "'{}'" })
  warnings!: string[];

  @Column('text', { nullable: true })
  error!: string | null;

  @Column({ ...wireTime, name: 'created_at' })
  createdAt!: Date;

  @Column({ ...wireTime, name: 'updated_at' })
  updatedAt!: Date;
}
