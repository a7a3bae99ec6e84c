import type { Scope, Tier } from '@octollm/contracts';
import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';
import { wireTime } from '../database/columns.ts';

/** An API key: its hash and what it allows, never the key. */
@Entity('api_keys')
@Unique('api_keys_hash_key', ['hash'])
export class ApiKeyEntity {
  @PrimaryColumn('text', { name: 'tenant_id', primaryKeyConstraintName: 'api_keys_pkey' })
  tenantId!: string;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'api_keys_pkey' })
  id!: string;

  @Column('text')
  name!: string;

  @Column('text')
  hash!: string;

  @Column('text', { array: true })
  scopes!: Scope[];

  @Column('text')
  tier!: Tier;

  @Column({ ...wireTime, name: 'created_at', default: () => 'now()' })
  createdAt!: Date;

  @Column({ ...wireTime, name: 'expires_at', nullable: true })
  expiresAt!: Date | null;

  @Column({ ...wireTime, name: 'revoked_at', nullable: true })
  revokedAt!: Date | null;
}
