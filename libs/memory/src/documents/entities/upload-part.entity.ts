import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { wireTime } from '../../database/columns.ts';

/** A part of a file that waits to be read. No document names it before the last part is there. */
@Entity('upload_parts')
@Index('upload_parts_by_age', ['createdAt'])
export class UploadPartEntity {
  @PrimaryColumn('text', { name: 'tenant_id', primaryKeyConstraintName: 'upload_parts_pkey' })
  tenantId!: string;

  @PrimaryColumn('uuid', { name: 'upload_id', primaryKeyConstraintName: 'upload_parts_pkey' })
  uploadId!: string;

  @PrimaryColumn('integer', { primaryKeyConstraintName: 'upload_parts_pkey' })
  ordinal!: number;

  @Column('bytea')
  bytes!: Buffer;

  @Column({ ...wireTime, name: 'created_at' })
  createdAt!: Date;
}
