import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { wireTime } from '../database/columns.ts';
import type { ActionOutcome } from './action.ts';

/** What an arm did. The task need not be there any more: the log has a retention of its own. */
@Entity('action_log')
@Index('action_log_by_time', ['tenantId', 'at', 'id'])
@Index('action_log_by_arm', ['tenantId', 'arm', 'at', 'id'])
@Index('action_log_by_task', ['tenantId', 'taskId', 'at', 'id'], { where: 'task_id IS NOT NULL' })
@Index('action_log_recent', ['at'])
export class ActionEntity {
  @PrimaryColumn('text', { name: 'tenant_id', primaryKeyConstraintName: 'action_log_pkey' })
  tenantId!: string;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'action_log_pkey' })
  id!: string;

  @Column('text')
  arm!: string;

  @Column('text')
  action!: string;

  @Column('uuid', { name: 'task_id', nullable: true })
  taskId!: string | null;

  @Column('text', { name: 'step_id', nullable: true })
  stepId!: string | null;

  @Column('text')
  summary!: string;

  @Column('text')
  outcome!: ActionOutcome;

  @Column('text', { name: 'provenance_sha256', nullable: true })
  provenanceSha256!: string | null;

  @Column(wireTime)
  at!: Date;
}
