import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { wireTime } from '../../database/columns.ts';

/** A call of a model through the gateway. The primary key is what makes it count once. */
@Entity('model_calls')
@Index('model_calls_by_end', ['tenantId', 'finishedAt'])
@Index('model_calls_recent', ['finishedAt'])
export class ModelCallEntity {
  @PrimaryColumn('text', { name: 'tenant_id', primaryKeyConstraintName: 'model_calls_pkey' })
  tenantId!: string;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'model_calls_pkey' })
  id!: string;

  @Column('text', { name: 'key_id' })
  keyId!: string;

  @Column('text')
  endpoint!: string;

  @Column('text')
  provider!: string;

  @Column('text')
  model!: string;

  @Column('integer', { name: 'prompt_tokens' })
  promptTokens!: number;

  @Column('integer', { name: 'completion_tokens' })
  completionTokens!: number;

  @Column('bigint', { name: 'cost_nano_usd' })
  costNanoUsd!: string;

  /** The month in UTC that pays for it, as YYYY-MM: that in which it began. */
  @Column('text')
  month!: string;

  /** The lease that it was paid from; null for a call that cost nothing. */
  @Column('uuid', { name: 'lease_id', nullable: true })
  leaseId!: string | null;

  @Column({ ...wireTime, name: 'finished_at' })
  finishedAt!: Date;
}
