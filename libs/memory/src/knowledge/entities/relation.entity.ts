import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { foreignKey, wireTime } from '../../database/columns.ts';
import { KnownEntity } from './known.entity.ts';

/** How one entity is related to another. It goes with either of them. */
@Entity('relations')
@Index('relations_by_target', ['tenantId', 'toId', 'relationType', 'fromId'])
export class RelationEntity {
  @PrimaryColumn('text', { name: 'tenant_id', primaryKeyConstraintName: 'relations_pkey' })
  tenantId!: string;

  @PrimaryColumn('uuid', { name: 'from_id', primaryKeyConstraintName: 'relations_pkey' })
  fromId!: string;

  @ManyToOne(() => KnownEntity, { onDelete: 'CASCADE' })
  @JoinColumn(foreignKey('relations_from_fkey', { tenant_id: 'tenantId', from_id: 'id' }))
  from?: Relation<KnownEntity>;

  @PrimaryColumn('text', { name: 'relation_type', primaryKeyConstraintName: 'relations_pkey' })
  relationType!: string;

  @PrimaryColumn('uuid', { name: 'to_id', primaryKeyConstraintName: 'relations_pkey' })
  toId!: string;

  @ManyToOne(() => KnownEntity, { onDelete: 'CASCADE' })
  @JoinColumn(foreignKey('relations_to_fkey', { tenant_id: 'tenantId', to_id: 'id' }))
  to?: Relation<KnownEntity>;

  @Column('jsonb')
  properties!: Readonly<Record<string, unknown>>;

  @Column({ ...wireTime, name: 'created_at' })
  createdAt!: Date;

  @Column({ ...wireTime, name: 'updated_at' })
  updatedAt!: Date;
}
