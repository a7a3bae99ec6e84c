import { Column, Entity, PrimaryColumn } from 'typeorm';
import { wireTime } from '../database/columns.ts';

/**
 * Something that an operator has stopped until a time. It belongs to the platform: a tenant is only what may be stopped.
 * One that is over stays until it is lifted or set again, and means nothing.
 */
@Entity('holds')
export class HoldEntity {
  /** `arm` or `tenant`. */
  @PrimaryColumn('text', { primaryKeyConstraintName: 'holds_pkey' })
  kind!: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'holds_pkey' })
  subject!: string;

  @Column({ ...wireTime })
  since!: Date;

  @Column({ ...wireTime })
  until!: Date;

  @Column('text')
  reason!: string;

  @Column('text', { name: 'held_by' })
  heldBy!: string;
}
