import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { foreignKey, wireTime } from '../../database/columns.ts';
import { TaskArchiveEntity } from './task-archive.entity.ts';

/** Says in which file a task is. It stays when the task is gone, and is what allows its history to be deleted. */
@Entity('archived_tasks')
export class ArchivedTaskEntity {
  @PrimaryColumn('text', { name: 'tenant_id', primaryKeyConstraintName: 'archived_tasks_pkey' })
  tenantId!: string;

  @PrimaryColumn('uuid', { name: 'task_id', primaryKeyConstraintName: 'archived_tasks_pkey' })
  taskId!: string;

  /** The name of the file. */
  @Column('text')
  archive!: string;

  @ManyToOne(() => TaskArchiveEntity)
  @JoinColumn(foreignKey('archived_tasks_archive_fkey', { tenant_id: 'tenantId', archive: 'name' }))
  file?: Relation<TaskArchiveEntity>;

  /** When it was read back into the tables, where it is then; null while it is only in the file. */
  @Column({ ...wireTime, name: 'restored_at', nullable: true })
  restoredAt!: Date | null;
}
