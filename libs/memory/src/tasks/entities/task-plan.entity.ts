import type { Plan } from '@octollm/contracts';
import { Column, Entity, JoinColumn, OneToOne, PrimaryColumn, type Relation } from 'typeorm';
import { foreignKey, wireTime } from '../../database/columns.ts';
import { TaskEntity } from './task.entity.ts';

/** The plan of a task, as the planner made it. What became of its steps is in TaskStepEntity. */
@Entity('task_plans')
export class TaskPlanEntity {
  @PrimaryColumn('text', { name: 'tenant_id', primaryKeyConstraintName: 'task_plans_pkey' })
  tenantId!: string;

  @PrimaryColumn('uuid', { name: 'task_id', primaryKeyConstraintName: 'task_plans_pkey' })
  taskId!: string;

  @OneToOne(() => TaskEntity, { onDelete: 'CASCADE' })
  @JoinColumn(foreignKey('task_plans_task_fkey', { tenant_id: 'tenantId', task_id: 'id' }))
  task?: Relation<TaskEntity>;

  @Column('json')
  plan!: Plan;

  @Column({ ...wireTime, name: 'created_at' })
  createdAt!: Date;
}
