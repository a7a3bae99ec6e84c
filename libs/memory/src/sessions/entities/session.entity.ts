import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { wireTime } from '../../database/columns.ts';

/** A conversation of one user: the tasks that carry its id and were made since. */
@Entity('sessions')
@Index('sessions_by_use', ['lastUsedAt'])
export class SessionEntity {
  @PrimaryColumn('text', { name: 'tenant_id', primaryKeyConstraintName: 'sessions_pkey' })
  tenantId!: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'sessions_pkey' })
  id!: string;

  /** The subject of the caller who made it. */
  @Column('text')
  owner!: string;

  @Column({ ...wireTime, name: 'created_at' })
  createdAt!: Date;

  @Column({ ...wireTime, name: 'last_used_at' })
  lastUsedAt!: Date;
}
