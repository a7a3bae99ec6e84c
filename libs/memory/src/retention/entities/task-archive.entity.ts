import { Column, Entity, PrimaryColumn } from 'typeorm';
import { wireTime } from '../../database/columns.ts';

/** A file in cold storage that holds tasks of one tenant. */
@Entity('task_archives')
export class TaskArchiveEntity {
  @PrimaryColumn('text', { name: 'tenant_id', primaryKeyConstraintName: 'task_archives_pkey' })
  tenantId!: string;

  /** The name of the file in cold storage. */
  @PrimaryColumn('text', { primaryKeyConstraintName: 'task_archives_pkey' })
  name!: string;

  /** How many tasks the file holds, one a line. */
  @Column('integer')
  tasks!: number;

  /** The length of the file, compressed. */
  @Column('bigint')
  bytes!: string;

  /** Of the file as it is stored, compressed. */
  @Column('text')
  sha256!: string;

  @Column({ ...wireTime, name: 'archived_at' })
  archivedAt!: Date;
}
