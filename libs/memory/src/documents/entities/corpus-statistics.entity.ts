import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What BM25 needs to know of all passages of a tenant. */
@Entity('corpus_statistics')
export class CorpusStatisticsEntity {
  @PrimaryColumn('text', { name: 'tenant_id', primaryKeyConstraintName: 'corpus_statistics_pkey' })
  tenantId!: string;

  @Column('bigint')
  chunks!: string;

  /** The sum of the lengths of all passages. */
  @Column('bigint')
  length!: string;
}
