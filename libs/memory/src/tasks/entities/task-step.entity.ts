import type { Provenance, StepStatus, TaskError } from '@octollm/contracts';
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { counter, foreignKey, money, wireTime } from '../../database/columns.ts';
import { TaskPlanEntity } from './task-plan.entity.ts';

/** A step of a plan and what became of it: the checkpoint from which another replica goes on. */
@Entity('task_steps')
export class TaskStepEntity {
  @PrimaryColumn('text', { name: 'tenant_id', primaryKeyConstraintName: 'task_steps_pkey' })
  tenantId!: string;

  @PrimaryColumn('uuid', { name: 'task_id', primaryKeyConstraintName: 'task_steps_pkey' })
  taskId!: string;

  @PrimaryColumn('text', { name: 'step_id', primaryKeyConstraintName: 'task_steps_pkey' })
  stepId!: string;

  @ManyToOne(() => TaskPlanEntity, { onDelete: 'CASCADE' })
  @JoinColumn(foreignKey('task_steps_plan_fkey', { tenant_id: 'tenantId', task_id: 'taskId' }))
  plan?: Relation<TaskPlanEntity>;

  /** The place of the step in its plan, from 1. */
  @Column('integer')
  ordinal!: number;

  @Column('text')
  arm!: string;

  @Column('text')
  action!: string;

  @Column('text', { default: 'pending' })
  status!: StepStatus;

  /** The highest attempt that was started. */
  @Column('integer', { default: 0 })
  attempts!: number;

  @Column('json', { nullable: true })
  output!: unknown;

  @Column('double precision', { nullable: true })
  confidence!: number | null;

  @Column({ ...counter, name: 'prompt_tokens' })
  promptTokens!: number;

  @Column({ ...counter, name: 'completion_tokens' })
  completionTokens!: number;

  @Column({ ...money, name: 'cost_nano_usd' })
  costNanoUsd!: string;

  @Column({ ...counter, name: 'llm_calls' })
  llmCalls!: number;

  @Column({ ...counter, name: 'tool_calls' })
  toolCalls!: number;

  @Column('json', { nullable: true })
  provenance!: Provenance | null;

  @Column('json', { nullable: true })
  error!: TaskError | null;

  /** When the first attempt began. */
  @Column({ ...wireTime, name: 'started_at', nullable: true })
  startedAt!: Date | null;

  /** When the last attempt began. */
  @Column({ ...wireTime, name: 'attempt_started_at', nullable: true })
  attemptStartedAt!: Date | null;

  @Column({ ...wireTime, name: 'finished_at', nullable: true })
  finishedAt!: Date | null;
}
