import { newId } from '@octollm/contracts';
import { type Sql, sql } from '../database/sql.ts';
import { storableText } from '../database/storable.ts';
import type { ApiKeyGrant, KeyUse } from './api-key.ts';
import { hashApiKey, kindOfKey } from './key-text.ts';

/** The channel on which a trigger announces the id of a key that was changed. */
export const keyChangeChannel = 'octollm_key_changes';

/** The columns of an ApiKeyRecord. */
const record = sql`
  id, tenant_id AS "tenantId", name, kind, scopes, tier, created_at AS "createdAt", expires_at AS "expiresAt",
  revoked_at AS "revokedAt", CASE WHEN previous_until > now() THEN previous_until END AS "previousUntil",
  last_used_at AS "lastUsedAt"`;

/** Changes a key, and writes that down with it or not at all. */
const audited = (action: string, actor: string, change: Sql): Sql => sql`
  WITH changed AS (${change} RETURNING ${record}),
  entry AS (
    INSERT INTO operations_audit (id, at, actor, action, subject, details, tenant_id)
    SELECT ${newId()}::uuid, now(), ${actor}::text, ${action}::text, id::text, jsonb_strip_nulls(jsonb_build_object(
             'name', name, 'scopes', array_to_string(scopes, ' '), 'tier', tier, 'expires_at', "expiresAt",
             'previous_valid_until', "previousUntil"
           )), "tenantId"
      FROM changed
  )
  SELECT * FROM changed`;

const values = (tenantId: string, id: string, name: Sql, key: string, grant: ApiKeyGrant): Sql => sql`
  INSERT INTO api_keys AS k (tenant_id, id, name, kind, hash, scopes, tier, expires_at)
  VALUES (${tenantId}, ${id}, ${name}, ${kindOfKey(key)}, ${hashApiKey(key)}, ${grant.scopes}::text[], ${grant.tier},
          ${grant.expiresAt ?? null})`;

export const insertStatement = (
  tenantId: string,
  id: string,
  key: string,
  grant: ApiKeyGrant,
  actor: string,
): Sql => audited('key.create', actor, values(tenantId, id, sql`${storableText(grant.name)}`, key, grant));

/** Held until the end of the transaction, so that who looks whether a name is free may take it. */
export const lockNamesStatement = (tenantId: string): Sql =>
  sql`SELECT pg_advisory_xact_lock(hashtext('api_keys'), hashtext(${tenantId}::text))`;

/** Gives no row when the hash is another tenant's. A name that another key has is made unique by some of the hash. */
export const ensureStatement = (
  tenantId: string,
  id: string,
  key: string,
  grant: ApiKeyGrant,
  actor: string,
): Sql => {
  const wanted = storableText(grant.name);
  const hash = hashApiKey(key);
  const name = sql`
    CASE WHEN EXISTS (
      SELECT 1 FROM api_keys
       WHERE tenant_id = ${tenantId} AND name = ${wanted} AND revoked_at IS NULL AND hash <> ${hash}
    ) THEN ${`${wanted} ${hash.slice(0, 8)}`} ELSE ${wanted} END`;
  return audited(
    'key.ensure',
    actor,
    sql`${values(tenantId, id, name, key, grant)}
    ON CONFLICT (hash) DO UPDATE
      SET name = excluded.name, scopes = excluded.scopes, tier = excluded.tier, expires_at = excluded.expires_at,
          revoked_at = NULL
      WHERE k.tenant_id = excluded.tenant_id`,
  );
};

/** Keys that work, each with the hash it was found by and when the secret of that hash ends. */
export const findByHashesStatement = (hashes: readonly string[]): Sql => sql`
  SELECT ${record}, hash AS "foundBy", expires_at AS until FROM api_keys
   WHERE hash = ANY (${hashes}::text[]) AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now())
  UNION ALL
  SELECT ${record}, previous_hash, LEAST(expires_at, previous_until) FROM api_keys
   WHERE previous_hash = ANY (${hashes}::text[]) AND revoked_at IS NULL AND previous_until > now()
     AND (expires_at IS NULL OR expires_at > now())`;

export const findStatement = (tenantId: string, id: string): Sql =>
  sql`SELECT ${record} FROM api_keys WHERE tenant_id = ${tenantId} AND id = ${id}`;

/** One key more than the page holds, newest first: ids sort by the time they were made. */
export const pageStatement = (tenantId: string, after: string | null, limit: number): Sql => sql`
  SELECT ${record} FROM api_keys
   WHERE tenant_id = ${tenantId} ${after === null ? sql`` : sql`AND id < ${after}::uuid`}
   ORDER BY id DESC LIMIT ${limit + 1}::int`;

/** Gives no row for a key that does not work any more. */
export const rotateStatement = (
  tenantId: string,
  id: string,
  key: string,
  graceSeconds: number,
  actor: string,
): Sql =>
  audited(
    'key.rotate',
    actor,
    sql`
    UPDATE api_keys
       SET hash = ${hashApiKey(key)},
           previous_hash = CASE WHEN ${graceSeconds}::int > 0 THEN hash END,
           previous_until = CASE WHEN ${graceSeconds}::int > 0 THEN now() + make_interval(secs => ${graceSeconds}::int) END
     WHERE tenant_id = ${tenantId} AND id = ${id} AND revoked_at IS NULL
       AND (expires_at IS NULL OR expires_at > now())`,
  );

/** Gives no row for a key that is revoked already. */
export const revokeStatement = (tenantId: string, id: string, actor: string): Sql =>
  audited(
    'key.revoke',
    actor,
    sql`
    UPDATE api_keys SET revoked_at = now(), previous_hash = NULL, previous_until = NULL
     WHERE tenant_id = ${tenantId} AND id = ${id} AND revoked_at IS NULL`,
  );

/** Writes only what is a minute newer than what is there. Rows that another replica writes are left to it. */
export const touchStatement = (uses: readonly KeyUse[]): Sql => sql`
  WITH due AS (
    SELECT k.tenant_id, k.id, u.at
      FROM unnest(
             ${uses.map(({ tenantId }) => tenantId)}::text[], ${uses.map(({ id }) => id)}::uuid[],
             ${uses.map(({ at }) => at.toISOString())}::timestamptz[]
           ) AS u (tenant_id, id, at)
      JOIN api_keys k ON k.tenant_id = u.tenant_id AND k.id = u.id
     WHERE k.last_used_at IS NULL OR k.last_used_at <= u.at - interval '1 minute'
       FOR NO KEY UPDATE OF k SKIP LOCKED
  )
  UPDATE api_keys k SET last_used_at = due.at FROM due WHERE k.tenant_id = due.tenant_id AND k.id = due.id`;
