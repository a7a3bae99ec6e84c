import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { wireTime } from '../database/columns.ts';

/**
 * Something that was done to the platform: what a replica mended by itself, or what somebody did to the keys of a
 * tenant, to its requests or to the circuit of an arm. Rows are added and, when they are old, deleted by retention:
 * triggers refuse anything else.
 */
@Entity('operations_audit')
@Index('operations_audit_by_time', ['at'])
export class OperationEntity {
  /** Made by the replica, so that a row which is written twice is one row. */
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'operations_audit_pkey' })
  id!: string;

  @Column({ ...wireTime })
  at!: Date;

  /** The replica that acted, or the key or user. */
  @Column('text')
  actor!: string;

  @Column('text')
  action!: string;

  /** What was mended or changed. */
  @Column('text')
  subject!: string;

  @Column('jsonb')
  details!: Record<string, string | number | boolean>;

  /** Whose keys or requests it was, or whose admin it was; null for what a replica did by itself. */
  @Column('text', { name: 'tenant_id', nullable: true })
  tenantId!: string | null;
}
