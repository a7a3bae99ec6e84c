import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { foreignKey } from '../../database/columns.ts';
import { TaskEntity } from './task.entity.ts';

/** A key that a client sent with a task, so that sending it again gives the same task. */
@Entity('idempotency_keys')
export class IdempotencyKeyEntity {
  @PrimaryColumn('text', { name: 'tenant_id', primaryKeyConstraintName: 'idempotency_keys_pkey' })
  tenantId!: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'idempotency_keys_pkey' })
  key!: string;

  @Column('text', { name: 'body_sha256' })
  bodySha256!: string;

  @Column('uuid', { name: 'task_id' })
  taskId!: string;

  @ManyToOne(() => TaskEntity, { onDelete: 'CASCADE' })
  @JoinColumn(foreignKey('idempotency_keys_task_fkey', { tenant_id: 'tenantId', task_id: 'id' }))
  task?: Relation<TaskEntity>;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt!: Date;
}
