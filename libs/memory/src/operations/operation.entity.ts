import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { wireTime } from '../database/columns.ts';

/**
 * Something that a replica mended by itself. It belongs to the platform, so its key has no tenant. Rows are only ever
 * added: a trigger refuses anything else.
 */
@Entity('operations_audit')
@Index('operations_audit_by_time', ['at'])
export class OperationEntity {
  /** Made by the replica, so that a row which is written twice is one row. */
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'operations_audit_pkey' })
  id!: string;

  @Column({ ...wireTime })
  at!: Date;

  /** The replica that acted. */
  @Column('text')
  actor!: string;

  @Column('text')
  action!: string;

  /** What was mended. */
  @Column('text')
  subject!: string;

  @Column('jsonb')
  details!: Record<string, string | number | boolean>;
}
