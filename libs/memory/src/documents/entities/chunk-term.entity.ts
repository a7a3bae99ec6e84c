import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * One posting: a term in a passage. It repeats the length of the passage, so that a search reads the primary key's
 * index alone. There is no foreign key: checking one for each of the hundred thousand postings of a large document
 * costs more than inserting them, and DocumentStore changes both tables in one transaction.
 */
@Entity('chunk_terms')
@Index('chunk_terms_by_chunk', ['tenantId', 'chunkId'])
export class ChunkTermEntity {
  @PrimaryColumn('text', { name: 'tenant_id', primaryKeyConstraintName: 'chunk_terms_pkey' })
  tenantId!: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'chunk_terms_pkey' })
  term!: string;

  @PrimaryColumn('uuid', { name: 'chunk_id', primaryKeyConstraintName: 'chunk_terms_pkey' })
  chunkId!: string;

  /** How often the term stands in the passage. */
  @Column('integer')
  count!: number;

  /** How many terms the passage has. */
  @Column('integer')
  length!: number;
}
