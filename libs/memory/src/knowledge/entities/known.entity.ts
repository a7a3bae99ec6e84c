import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import { wireTime } from '../../database/columns.ts';

/** A thing that the arms know of. Read with SQL, see ../statements. */
@Entity('entities')
@Unique('entities_name_key', ['tenantId', 'entityType', 'name'])
@Index('entities_by_time', ['tenantId', 'createdAt', 'id'])
@Index('entities_by_type', ['tenantId', 'entityType', 'createdAt', 'id'])
@Index('entities_by_words', { synchronize: false })
@Index('entities_by_properties', { synchronize: false })
export class KnownEntity {
  @PrimaryColumn('text', { name: 'tenant_id', primaryKeyConstraintName: 'entities_pkey' })
  tenantId!: string;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'entities_pkey' })
  id!: string;

  @Column('text', { name: 'entity_type' })
  entityType!: string;

  @Column('text')
  name!: string;

  /** jsonb: searches filter on it. */
  @Column('jsonb')
  properties!: Readonly<Record<string, unknown>>;

  /** One more with every change. */
  @Column('integer', { default: 1 })
  version!: number;

  /** The words of the name and of the properties' values, which a trigger keeps. */
  @Column({ type: 'tsvector', insert: false, update: false, select: false })
  words!: string;

  @Column({ ...wireTime, name: 'created_at' })
  createdAt!: Date;

  @Column({ ...wireTime, name: 'updated_at' })
  updatedAt!: Date;
}
