import type { Provenance, TaskError } from '@octollm/contracts';
import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { counter, foreignKey, money, wireTime } from '../../database/columns.ts';
import type { StepOutcome } from '../step.ts';
import { TaskEntity } from './task.entity.ts';

/** How one attempt of a step ended. The primary key is what makes an attempt count once. */
@Entity('step_attempts')
@Index('step_attempts_by_end', ['tenantId', 'finishedAt'])
@Index('step_attempts_recent', ['finishedAt'])
@Index('step_attempts_failed_recent', ['finishedAt'], { where: `status IN ('failed', 'retrying')` })
@Index('step_attempts_failed', ['tenantId', 'finishedAt'], { where: `status IN ('failed', 'retrying')` })
export class StepAttemptEntity {
  @PrimaryColumn('text', { name: 'tenant_id', primaryKeyConstraintName: 'step_attempts_pkey' })
  tenantId!: string;

  @PrimaryColumn('uuid', { name: 'task_id', primaryKeyConstraintName: 'step_attempts_pkey' })
  taskId!: string;

  @PrimaryColumn('text', { name: 'step_id', primaryKeyConstraintName: 'step_attempts_pkey' })
  stepId!: string;

  @PrimaryColumn('integer', { primaryKeyConstraintName: 'step_attempts_pkey' })
  attempt!: number;

  @ManyToOne(() => TaskEntity, { onDelete: 'CASCADE' })
  @JoinColumn(foreignKey('step_attempts_task_fkey', { tenant_id: 'tenantId', task_id: 'id' }))
  task?: Relation<TaskEntity>;

  @Column('text')
  status!: StepOutcome['status'];

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

  @Column({ ...wireTime, name: 'started_at', nullable: true })
  startedAt!: Date | null;

  @Column({ ...wireTime, name: 'finished_at' })
  finishedAt!: Date;
}
