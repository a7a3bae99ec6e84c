import type { ArmCapability } from '@octollm/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { wireTime } from '../database/columns.ts';

/** An arm that was registered over the API. It belongs to the platform, so its key has no tenant. */
@Entity('foreign_arms')
export class ForeignArmEntity {
  @PrimaryColumn('text', { name: 'arm_id', primaryKeyConstraintName: 'foreign_arms_pkey' })
  armId!: string;

  @Column('jsonb')
  capability!: ArmCapability;

  /** Grows with every change, so that replicas see it. */
  @Column('integer', { default: 1 })
  revision!: number;

  /** The tenant whose key registered it last, for whoever asks how it got there. */
  @Column('text', { name: 'registered_by' })
  registeredBy!: string;

  @Column({ ...wireTime, name: 'created_at', default: () => 'now()' })
  createdAt!: Date;

  @Column({ ...wireTime, name: 'updated_at', default: () => 'now()' })
  updatedAt!: Date;
}
