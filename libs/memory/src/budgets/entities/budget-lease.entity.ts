import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { wireTime } from '../../database/columns.ts';

/**
 * What one replica of the gateway may still spend of a tenant's month, calls included that are under way or not yet
 * recorded. It is reserved on the account of the month.
 */
@Entity('budget_leases')
@Index('budget_leases_by_end', ['expiresAt'])
export class BudgetLeaseEntity {
  @PrimaryColumn('text', { name: 'tenant_id', primaryKeyConstraintName: 'budget_leases_pkey' })
  tenantId!: string;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'budget_leases_pkey' })
  id!: string;

  /** The month in UTC, as YYYY-MM. */
  @Column('text')
  month!: string;

  @Column('bigint', { name: 'nano_usd' })
  nanoUsd!: string;

  /** When the replica is taken for lost, and what it holds goes back. */
  @Column({ ...wireTime, name: 'expires_at' })
  expiresAt!: Date;
}
