import type { TaskEventType, TaskStatus } from '@octollm/contracts';
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { foreignKey, wireTime } from '../../database/columns.ts';
import { TaskEntity } from './task.entity.ts';

/** One change of a task. Rows are only ever added: a trigger refuses anything else. */
@Entity('task_events')
export class TaskEventEntity {
  @PrimaryColumn('text', { name: 'tenant_id', primaryKeyConstraintName: 'task_events_pkey' })
  tenantId!: string;

  @PrimaryColumn('uuid', { name: 'task_id', primaryKeyConstraintName: 'task_events_pkey' })
  taskId!: string;

  @PrimaryColumn('integer', { primaryKeyConstraintName: 'task_events_pkey' })
  sequence!: number;

  @ManyToOne(() => TaskEntity)
  @JoinColumn(foreignKey('task_events_task_fkey', { tenant_id: 'tenantId', task_id: 'id' }))
  task?: Relation<TaskEntity>;

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
