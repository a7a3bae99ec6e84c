import { type Sql, sql } from '../database/sql.ts';
import { currentTime, milliseconds } from '../database/time.ts';

/** What a replica wants of a tenant's month. */
export interface LeaseRequest {
  readonly tenantId: string;
  /** The lease; made by whoever asks for the first time. */
  readonly leaseId: string;
  /** The month in UTC, as YYYY-MM. */
  readonly month: string;
  /** What the tenant may spend in the month, in nano-dollars. */
  readonly capNanoUsd: number;
  /** What of the lease is not held by calls: it is given back, and then taken again as far as it is granted. */
  readonly idleNanoUsd: number;
  /** What the next call may cost at most. */
  readonly needNanoUsd: number;
  /** How much more to take for calls to come, as a part of what is left; 0 for nothing. */
  readonly share: number;
  /** How long the lease holds without another sign of life, in milliseconds. */
  readonly leaseMs: number;
}

/** Numbers come as text, because they may be longer than the driver's integers. */
export interface LeaseRow {
  readonly granted: string;
  readonly spent: string;
  /** What calls and replicas hold besides what was idle here. */
  readonly held: string;
}

/** Makes the account of a month that is not there yet. */
export const openMonthStatement = (tenantId: string, month: string): Sql => sql`
  INSERT INTO budget_accounts (tenant_id, kind, key, updated_at)
  VALUES (${tenantId}, 'tenant_month', ${month}, ${currentTime}) ON CONFLICT DO NOTHING`;

/**
 * Moves money between a tenant's month and a lease, in one statement and so in one transaction. The account is locked
 * first, as everywhere. What is granted covers the need. It is less, namely all that is left, only when nobody else
 * holds anything: then one call alone may pass the cap, and the next finds it spent. There is no row when the month has
 * no account.
 */
export const leaseStatement = (request: LeaseRequest): Sql => {
  const { tenantId, leaseId, month, capNanoUsd, idleNanoUsd, needNanoUsd, share, leaseMs } = request;
  const expiry = sql`date_trunc('milliseconds', now() + ${milliseconds(leaseMs)})`;
  return sql`
    WITH account AS (
      SELECT spent_nano_usd AS spent, reserved_nano_usd AS reserved FROM budget_accounts
       WHERE tenant_id = ${tenantId} AND kind = 'tenant_month' AND key = ${month} FOR NO KEY UPDATE
    ),
    lease AS (
      SELECT nano_usd FROM budget_leases
       WHERE tenant_id = ${tenantId} AND id = ${leaseId} AND (SELECT count(*) FROM account) > 0 FOR NO KEY UPDATE
    ),
    room AS (
      SELECT spent, idle, reserved - idle AS held, ${capNanoUsd}::bigint - spent - reserved + idle AS rest
        FROM account, LATERAL (
          SELECT LEAST(${idleNanoUsd}::bigint, COALESCE((SELECT nano_usd FROM lease), 0)) AS idle) i
    ),
    grants AS (
      SELECT spent, idle, held,
             CASE WHEN rest >= need THEN LEAST(rest, GREATEST(need, (rest * ${share}::float8)::bigint))
                  WHEN rest > 0 AND held <= 0 THEN rest
                  ELSE 0 END AS granted
        FROM room, (SELECT ${needNanoUsd}::bigint AS need) n
    ),
    kept AS (
      INSERT INTO budget_leases AS l (tenant_id, id, month, nano_usd, expires_at)
      SELECT ${tenantId}, ${leaseId}, ${month}, granted - idle, ${expiry} FROM grants
      ON CONFLICT (tenant_id, id) DO UPDATE
         SET nano_usd = l.nano_usd + excluded.nano_usd, expires_at = excluded.expires_at
    ),
    reserved AS (
      UPDATE budget_accounts a
         SET reserved_nano_usd = a.reserved_nano_usd + g.granted - g.idle, cap_nano_usd = ${capNanoUsd}::bigint,
             updated_at = ${currentTime}
        FROM grants g
       WHERE a.tenant_id = ${tenantId} AND a.kind = 'tenant_month' AND a.key = ${month}
    )
    SELECT granted, spent, held FROM grants`;
};

/** A sign of life of leases: they hold for their full time again. Those that have ended already are not named. */
export const extendStatement = (
  leases: readonly { readonly tenantId: string; readonly leaseId: string }[],
  leaseMs: number,
): Sql => sql`
  UPDATE budget_leases l SET expires_at = date_trunc('milliseconds', now() + ${milliseconds(leaseMs)})
    FROM unnest(${leases.map(({ tenantId }) => tenantId)}::text[], ${leases.map(({ leaseId }) => leaseId)}::uuid[])
         AS w (tenant_id, id)
   WHERE l.tenant_id = w.tenant_id AND l.id = w.id RETURNING l.id AS "leaseId"`;

/** Gives back what lost replicas held, of all tenants. The accounts are locked first, as everywhere. */
export const expireStatement = (limit: number): Sql => sql`
  WITH ended AS (
    SELECT tenant_id, id, month FROM budget_leases WHERE expires_at < now() ORDER BY expires_at LIMIT ${limit}::int
  ),
  locked AS (
    SELECT 1 FROM budget_accounts a
     WHERE a.kind = 'tenant_month' AND (a.tenant_id, a.key) IN (SELECT tenant_id, month FROM ended)
     ORDER BY a.tenant_id, a.kind, a.key FOR NO KEY UPDATE
  ),
  gone AS (
    DELETE FROM budget_leases l USING ended e
     WHERE l.tenant_id = e.tenant_id AND l.id = e.id AND l.expires_at < now() AND (SELECT count(*) FROM locked) >= 0
    RETURNING l.tenant_id, l.month, l.nano_usd
  ),
  returned AS (
    UPDATE budget_accounts a
       SET reserved_nano_usd = a.reserved_nano_usd - g.nano_usd, updated_at = ${currentTime}
      FROM (SELECT tenant_id, month, sum(nano_usd) AS nano_usd FROM gone GROUP BY tenant_id, month) g
     WHERE a.tenant_id = g.tenant_id AND a.kind = 'tenant_month' AND a.key = g.month
  )
  SELECT count(*)::int AS ended FROM gone`;
