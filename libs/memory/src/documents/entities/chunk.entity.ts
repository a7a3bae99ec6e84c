import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { foreignKey } from '../../database/columns.ts';
import { DocumentEntity } from './document.entity.ts';

/** A passage of a document: what searches find and citations point at. */
@Entity('chunks')
@Index('chunks_by_document', ['tenantId', 'documentId', 'ordinal'])
export class ChunkEntity {
  @PrimaryColumn('text', { name: 'tenant_id', primaryKeyConstraintName: 'chunks_pkey' })
  tenantId!: string;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'chunks_pkey' })
  id!: string;

  @Column('uuid', { name: 'document_id' })
  documentId!: string;

  @ManyToOne(() => DocumentEntity, { onDelete: 'CASCADE' })
  @JoinColumn(foreignKey('chunks_document_fkey', { tenant_id: 'tenantId', document_id: 'id' }))
  document?: Relation<DocumentEntity>;

  @Column('integer')
  ordinal!: number;

  @Column('text', { nullable: true })
  heading!: string | null;

  @Column('text')
  text!: string;

  /** How many terms the passage has, repeated ones included. */
  @Column('integer')
  length!: number;

  /** The page it begins on, from 1; null in documents without pages. */
  @Column('integer', { nullable: true })
  page!: number | null;
}
