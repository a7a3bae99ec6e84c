import type { Priority, TaskStatus } from '@octollm/contracts';
import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { counter, foreignKey, money, wireTime } from '../../database/columns.ts';

/** A task: what was asked, where it stands, and who works on it. Read with SQL, see ../statements. */
@Entity('tasks')
@Index('tasks_by_time', ['tenantId', 'createdAt', 'id'])
@Index('tasks_by_status', ['tenantId', 'status', 'createdAt', 'id'])
@Index('tasks_by_priority', ['tenantId', 'priority', 'createdAt', 'id'])
@Index('tasks_by_session', ['tenantId', 'sessionId', 'createdAt', 'id'], { where: 'session_id IS NOT NULL' })
@Index('tasks_by_parent', ['tenantId', 'parentTaskId'], { where: 'parent_task_id IS NOT NULL' })
@Index('tasks_available', ['availableAt'], { where: 'finished_at IS NULL' })
@Index('tasks_recent', ['finishedAt'], { where: 'finished_at IS NOT NULL' })
@Index('tasks_failed_recent', ['finishedAt'], { where: `status IN ('failed', 'timed_out')` })
@Index('tasks_failed', ['tenantId', 'finishedAt'], { where: `status IN ('failed', 'timed_out')` })
@Check(
  'tasks_ended_check',
  `(finished_at IS NOT NULL) = (status IN ('succeeded', 'failed', 'cancelled', 'timed_out'))`,
)
export class TaskEntity {
  @PrimaryColumn('text', { name: 'tenant_id', primaryKeyConstraintName: 'tasks_pkey' })
  tenantId!: string;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'tasks_pkey' })
  id!: string;

  @Column('text')
  status!: TaskStatus;

  @Column('text')
  priority!: Priority;

  @Column('text')
  goal!: string;

  @Column('text', { name: 'session_id', nullable: true })
  sessionId!: string | null;

  @Column('uuid', { name: 'parent_task_id', nullable: true })
  parentTaskId!: string | null;

  @ManyToOne(() => TaskEntity)
  @JoinColumn(foreignKey('tasks_parent_fkey', { tenant_id: 'tenantId', parent_task_id: 'id' }))
  parent?: Relation<TaskEntity>;

  /** The whole request. json, not jsonb: it is only ever read whole, and stays as the client sent it. */
  @Column('json')
  request!: unknown;

  @Column('json')
  metadata!: unknown;

  @Column('json', { nullable: true })
  result!: unknown;

  @Column('json', { nullable: true })
  error!: unknown;

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

  @Column('text')
  traceparent!: string;

  @Column('text', { name: 'trace_id' })
  traceId!: string;

  /** Who holds the lease; null when nobody does. */
  @Column('text', { name: 'lease_owner', nullable: true })
  leaseOwner!: string | null;

  /** The fencing token: grows with every claim and with a cancellation. */
  @Column('integer', { name: 'lease_token', default: 0 })
  leaseToken!: number;

  /** How often a holder was lost or gave up. */
  @Column('integer', { default: 0 })
  recoveries!: number;

  /** From when on the task may be claimed: the end of the lease, or when it was made or given back. */
  @Column('timestamptz', { name: 'available_at' })
  availableAt!: Date;

  /** The number of the last event and of the last audit entry: they come in pairs. */
  @Column('integer', { name: 'last_sequence' })
  lastSequence!: number;

  /** The hash of the last audit entry, which the next one takes up. */
  @Column('text', { name: 'last_hash' })
  lastHash!: string;

  @Column({ ...wireTime, name: 'created_at' })
  createdAt!: Date;

  @Column({ ...wireTime, name: 'updated_at' })
  updatedAt!: Date;

  @Column({ ...wireTime, name: 'started_at', nullable: true })
  startedAt!: Date | null;

  @Column({ ...wireTime, name: 'finished_at', nullable: true })
  finishedAt!: Date | null;
}
