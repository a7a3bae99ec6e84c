import type { Tier } from '@octollm/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { wireTime } from '../../database/columns.ts';

/** The tier of a tenant: that of the key which last submitted a task. */
@Entity('tenant_tiers')
export class TenantTierEntity {
  @PrimaryColumn('text', { name: 'tenant_id', primaryKeyConstraintName: 'tenant_tiers_pkey' })
  tenantId!: string;

  @Column('text')
  tier!: Tier;

  @Column({ ...wireTime, name: 'updated_at' })
  updatedAt!: Date;
}
