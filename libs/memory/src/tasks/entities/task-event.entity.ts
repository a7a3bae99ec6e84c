import type { TaskEventType, TaskStatus } from '@octollm/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { wireTime } from '../../database/columns.ts';

/** One change of a task. Rows are only ever added: a trigger refuses anything else. */
@Entity('task_events')
export class TaskEventEntity {
  @PrimaryColumn('text', { name: 'tenant_id', primaryKeyConstraintName: 'task_events_pkey' })
  tenantId!: string;

  @PrimaryColumn('uuid', { name: 'task_id', primaryKeyConstraintName: 'task_events_pkey' })
  taskId!: string;

  @PrimaryColumn('integer', { primaryKeyConstraintName: 'task_events_pkey' })
  sequence!: number;

  @Column('text')
  type!: TaskEventType;

  /** The task's status after the change. */
  @Column('text')
  status!: TaskStatus;

  @Column('text', { name: 'step_id', nullable: true })
  stepId!: string | null;

  @Column({ ...wireTime })
  at!: Date;

  @Column('jsonb')
  data!: Record<string, unknown>;
}
