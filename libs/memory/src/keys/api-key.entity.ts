import type { Scope, Tier } from '@octollm/contracts';
import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import { wireTime } from '../database/columns.ts';
import type { ApiKeyKind } from './key-text.ts';

/** An API key: the hashes of its secrets and what it allows, never the key. */
@Entity('api_keys')
@Unique('api_keys_hash_key', ['hash'])
@Index('api_keys_previous_hash_key', ['previousHash'], { unique: true })
@Index('api_keys_name_key', ['tenantId', 'name'], { unique: true, where: 'revoked_at IS NULL' })
export class ApiKeyEntity {
  @PrimaryColumn('text', { name: 'tenant_id', primaryKeyConstraintName: 'api_keys_pkey' })
  tenantId!: string;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'api_keys_pkey' })
  id!: string;

  @Column('text')
  name!: string;

  @Column('text')
  kind!: ApiKeyKind;

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

  /** The secret before the last rotation, while its grace lasts. */
  @Column('text', { name: 'previous_hash', nullable: true })
  previousHash!: string | null;

  @Column({ ...wireTime, name: 'previous_until', nullable: true })
  previousUntil!: Date | null;

  @Column({ ...wireTime, name: 'last_used_at', nullable: true })
  lastUsedAt!: Date | null;
}
