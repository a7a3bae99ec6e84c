import { type Sql, sql } from '../database/sql.ts';
import { storableText } from '../database/storable.ts';
import type { ApiKeyGrant } from './api-key.ts';
import { hashApiKey } from './key-text.ts';

/** The columns of an ApiKeyRecord. */
const record = sql`
  id, tenant_id AS "tenantId", name, scopes, tier, created_at AS "createdAt", expires_at AS "expiresAt",
  revoked_at AS "revokedAt"`;

const insert = (tenantId: string, id: string, key: string, grant: ApiKeyGrant): Sql => sql`
  INSERT INTO api_keys AS k (tenant_id, id, name, hash, scopes, tier, expires_at)
  VALUES (${tenantId}, ${id}, ${storableText(grant.name)}, ${hashApiKey(key)}, ${grant.scopes}::text[],
          ${grant.tier}, ${grant.expiresAt ?? null})`;

export const insertStatement = (tenantId: string, id: string, key: string, grant: ApiKeyGrant): Sql =>
  sql`${insert(tenantId, id, key, grant)} RETURNING ${record}`;

/** Gives no row when the hash is another tenant's. */
export const ensureStatement = (tenantId: string, id: string, key: string, grant: ApiKeyGrant): Sql => sql`
  ${insert(tenantId, id, key, grant)}
  ON CONFLICT (hash) DO UPDATE
    SET name = excluded.name, scopes = excluded.scopes, tier = excluded.tier, expires_at = excluded.expires_at,
        revoked_at = NULL
    WHERE k.tenant_id = excluded.tenant_id
  RETURNING ${record}`;

export const findByHashStatement = (hash: string): Sql => sql`
  SELECT ${record} FROM api_keys
   WHERE hash = ${hash} AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now())`;

export const revokeStatement = (tenantId: string, id: string): Sql => sql`
  UPDATE api_keys SET revoked_at = COALESCE(revoked_at, now()) WHERE tenant_id = ${tenantId} AND id = ${id}
  RETURNING ${record}`;
