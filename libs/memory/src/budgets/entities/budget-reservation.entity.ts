import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { wireTime } from '../../database/columns.ts';

/** What one call that is under way may use. The row is deleted when the call is settled, so that happens once. */
@Entity('budget_reservations')
@Index('budget_reservations_by_task', ['tenantId', 'taskId'])
export class BudgetReservationEntity {
  @PrimaryColumn('text', { name: 'tenant_id', primaryKeyConstraintName: 'budget_reservations_pkey' })
  tenantId!: string;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'budget_reservations_pkey' })
  id!: string;

  @Column('uuid', { name: 'task_id' })
  taskId!: string;

  @Column('text', { name: 'session_id', nullable: true })
  sessionId!: string | null;

  @Column('text')
  month!: string;

  @Column('bigint', { name: 'nano_usd' })
  nanoUsd!: string;

  @Column('bigint')
  tokens!: string;

  @Column('bigint')
  calls!: string;

  @Column({ ...wireTime, name: 'reserved_at' })
  reservedAt!: Date;
}
