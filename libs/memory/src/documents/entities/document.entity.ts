import type { DocumentStatus, MediaType, Metadata } from '@octollm/contracts';
import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import { wireTime } from '../../database/columns.ts';

/** A document and its text. */
@Entity('documents')
@Unique('documents_content_key', ['tenantId', 'contentSha256'])
@Index('documents_queued', ['updatedAt'], { where: `status = 'queued'` })
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

  @Column('text')
  text!: string;

  /** SHA-256 over the text, the media type and the metadata: the same document twice is one. */
  @Column('text', { name: 'content_sha256' })
  contentSha256!: string;

  @Column('integer', { default: 0 })
  chunks!: number;

  @Column('text', { nullable: true })
  error!: string | null;

  @Column({ ...wireTime, name: 'created_at' })
  createdAt!: Date;

  @Column({ ...wireTime, name: 'updated_at' })
  updatedAt!: Date;
}
