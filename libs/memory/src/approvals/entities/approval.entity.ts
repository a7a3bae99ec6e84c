import type { ApprovalStatus } from '@octollm/contracts';
import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { foreignKey, wireTime } from '../../database/columns.ts';
import { TaskEntity } from '../../tasks/entities/task.entity.ts';

/**
 * What somebody is asked before a task goes on, and what they said. A decision is a row here and nothing in the task's
 * own rows: those belong to whoever holds the task's lease.
 */
@Entity('approvals')
@Index('approvals_unattended', ['decidedAt'], {
  where: 'decided_at IS NOT NULL AND taken_up_at IS NULL',
})
@Check('approvals_decided_check', `(decided_at IS NULL) = (status = 'pending')`)
export class ApprovalEntity {
  @PrimaryColumn('text', { name: 'tenant_id', primaryKeyConstraintName: 'approvals_pkey' })
  tenantId!: string;

  @PrimaryColumn('uuid', { name: 'task_id', primaryKeyConstraintName: 'approvals_pkey' })
  taskId!: string;

  @PrimaryColumn('text', { name: 'step_id', primaryKeyConstraintName: 'approvals_pkey' })
  stepId!: string;

  @ManyToOne(() => TaskEntity, { onDelete: 'CASCADE' })
  @JoinColumn(foreignKey('approvals_task_fkey', { tenant_id: 'tenantId', task_id: 'id' }))
  task?: Relation<TaskEntity>;

  /** Whether it is about the plan as a whole: a step may be called `plan`, too. */
  @Column('boolean', { name: 'of_plan', default: false })
  ofPlan!: boolean;

  @Column('text', { default: 'pending' })
  status!: ApprovalStatus;

  @Column({ ...wireTime, name: 'requested_at' })
  requestedAt!: Date;

  @Column({ ...wireTime, name: 'decided_at', nullable: true })
  decidedAt!: Date | null;

  @Column('text', { name: 'decided_by', nullable: true })
  decidedBy!: string | null;

  @Column('text', { nullable: true })
  comment!: string | null;

  /** When a holder of the task had begun to act on the decision. */
  @Column({ ...wireTime, name: 'taken_up_at', nullable: true })
  takenUpAt!: Date | null;
}
