import { type Sql, sql } from '../database/sql.ts';
import { storableText } from '../database/storable.ts';
import { currentTime, milliseconds } from '../database/time.ts';
import type { ModelCall } from './model-call.ts';

/**
 * Records calls and charges them, all or none, in one statement. A call that is there already changes nothing. What a
 * call cost goes from its lease, if that still holds as much, to what is spent of its month; a sign of life of the lease
 * it is too. The accounts are locked before the leases, as everywhere.
 */
export const recordCallsStatement = (calls: readonly ModelCall[], leaseMs: number): Sql => {
  const column = <Name extends keyof ModelCall>(name: Name): ModelCall[Name][] =>
    calls.map((call) => call[name]);
  return sql`
    WITH recorded AS (
      INSERT INTO model_calls (tenant_id, id, key_id, endpoint, provider, model, prompt_tokens, completion_tokens,
                               cost_nano_usd, month, lease_id, finished_at)
      SELECT * FROM unnest(
        ${column('tenantId')}::text[], ${column('id')}::uuid[], ${column('keyId')}::text[],
        ${column('endpoint')}::text[], ${column('provider')}::text[], ${column('model').map(storableText)}::text[],
        ${column('promptTokens')}::int[], ${column('completionTokens')}::int[],
        ${column('costNanoUsd')}::bigint[], ${column('month')}::text[], ${column('leaseId')}::uuid[],
        ${column('finishedAt')}::timestamptz[])
      ON CONFLICT DO NOTHING
      RETURNING tenant_id, month, lease_id, cost_nano_usd AS cost, prompt_tokens::bigint + completion_tokens AS tokens
    ),
    spent AS (
      SELECT tenant_id, month, sum(cost) AS cost, sum(tokens) AS tokens, count(*) AS calls
        FROM recorded WHERE lease_id IS NOT NULL GROUP BY tenant_id, month
    ),
    locked AS (
      SELECT 1 FROM budget_accounts a
       WHERE a.kind = 'tenant_month' AND (a.tenant_id, a.key) IN (SELECT tenant_id, month FROM spent)
       ORDER BY a.tenant_id, a.kind, a.key FOR NO KEY UPDATE
    ),
    leases AS (
      SELECT l.tenant_id, l.id, l.month, LEAST(l.nano_usd, u.cost) AS used
        FROM budget_leases l
        JOIN (SELECT tenant_id, lease_id, sum(cost) AS cost FROM recorded WHERE lease_id IS NOT NULL
               GROUP BY tenant_id, lease_id) u ON u.tenant_id = l.tenant_id AND u.lease_id = l.id
       WHERE (SELECT count(*) FROM locked) >= 0
       ORDER BY l.tenant_id, l.id FOR NO KEY UPDATE OF l
    ),
    paid AS (
      UPDATE budget_leases l
         SET nano_usd = l.nano_usd - s.used,
             expires_at = date_trunc('milliseconds', now() + ${milliseconds(leaseMs)})
        FROM leases s WHERE l.tenant_id = s.tenant_id AND l.id = s.id
    ),
    charged AS (
      UPDATE budget_accounts a
         SET spent_nano_usd = a.spent_nano_usd + s.cost, spent_tokens = a.spent_tokens + s.tokens,
             spent_calls = a.spent_calls + s.calls,
             reserved_nano_usd = a.reserved_nano_usd - COALESCE((
               SELECT sum(used) FROM leases l WHERE l.tenant_id = s.tenant_id AND l.month = s.month), 0),
             updated_at = ${currentTime}
        FROM spent s
       WHERE a.tenant_id = s.tenant_id AND a.kind = 'tenant_month' AND a.key = s.month
    )
    SELECT count(*)::int AS recorded FROM recorded`;
};

/** Calls that ended before, up to a number of them. */
export const expiredCallsStatement = (before: Date, limit: number): Sql => sql`
  DELETE FROM model_calls WHERE ctid = ANY (ARRAY(
    SELECT ctid FROM model_calls WHERE finished_at < ${before}::timestamptz LIMIT ${limit}::int
  )) RETURNING 1`;
