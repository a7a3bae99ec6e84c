import { Column, Entity, PrimaryColumn } from 'typeorm';
import { wireTime } from '../../database/columns.ts';

/** Who did what to a task. Rows are only ever added: a trigger refuses anything else, and the hashes show it. */
@Entity('audit_entries')
export class AuditEntryEntity {
  @PrimaryColumn('text', { name: 'tenant_id', primaryKeyConstraintName: 'audit_entries_pkey' })
  tenantId!: string;

  @PrimaryColumn('uuid', { name: 'task_id', primaryKeyConstraintName: 'audit_entries_pkey' })
  taskId!: string;

  @PrimaryColumn('integer', { primaryKeyConstraintName: 'audit_entries_pkey' })
  sequence!: number;

  @Column('text')
  action!: string;

  @Column('text')
  actor!: string;

  @Column({ ...wireTime })
  at!: Date;

  @Column('text', { name: 'trace_id' })
  traceId!: string;

  /** json, not jsonb: the hash was made over exactly this text. */
  @Column('json')
  data!: Record<string, unknown>;

  @Column('text', { name: 'previous_hash' })
  previousHash!: string;

  @Column('text')
  hash!: string;
}
