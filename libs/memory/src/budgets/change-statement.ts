import { type Sql, sql } from '../database/sql.ts';
import { currentTime } from '../database/time.ts';
import type { BudgetAmount, BudgetCaps, ReservationRequest } from './amount.ts';
import { accountsOf } from './statements.ts';

/** A call that wants to reserve what it asks for, all of it. */
export interface Wish {
  readonly kind: 'reserve';
  readonly tenantId: string;
  /** The reservation to be. */
  readonly id: string;
  readonly request: ReservationRequest;
  readonly caps: BudgetCaps;
}

/** A call that has ended. */
export interface Settlement {
  readonly kind: 'settle';
  readonly tenantId: string;
  /** The reservation. */
  readonly id: string;
  /** Null: it counts as all that it had reserved. */
  readonly used: BudgetAmount | null;
}

/** What has happened to a reservation; no row when nothing has. */
export interface ChangeRow {
  readonly outcome: 'settled' | 'granted' | 'opened';
  readonly tenantId: string;
  readonly id: string;
}

const wishRow = ({ tenantId, id, request }: Wish, place: number) => ({
  place,
  tenant_id: tenantId,
  id,
  task_id: request.taskId,
  session_id: request.sessionId ?? null,
  month: request.month,
  nano_usd: request.amount.nanoUsd,
  tokens: request.amount.tokens,
  calls: request.amount.calls,
});

/** What a wish takes of each account. */
const claimRows = ({ tenantId, request, caps }: Wish, place: number) =>
  accountsOf(request, caps).map(({ kind, key, cap }) => ({
    place,
    tenant_id: tenantId,
    kind,
    key,
    nano_usd: request.amount.nanoUsd,
    tokens: request.amount.tokens,
    calls: request.amount.calls,
    cap_nano_usd: cap.nanoUsd ?? null,
    cap_tokens: cap.tokens ?? null,
    cap_calls: cap.calls ?? null,
  }));

/**
 * Settles and reserves for many calls in one statement and so in one transaction. Each account is locked once, always
 * in the same order, and written once, however many calls it pays for. Rows are looked up one by one, and accounts that
 * are there are written as a conflict: joined with the tables, they would be read from end to end by a plan that was made
 * when there were few.
 *
 * A wish is granted whole or not at all, and only when all wishes before it would fit on its accounts as well. A wish
 * that is not granted may still be: `reserveStatement` looks at it alone. Accounts that are not there are made, and who
 * wants something of them has to ask again: two statements cannot both take a new account for an empty one.
 */
export const changeStatement = (wishes: readonly Wish[], settlements: readonly Settlement[]): Sql => sql`
  WITH report AS (
    SELECT * FROM unnest(
      ${settlements.map(({ tenantId }) => tenantId)}::text[], ${settlements.map(({ id }) => id)}::uuid[],
      ${settlements.map(({ used }) => used?.nanoUsd ?? null)}::bigint[],
      ${settlements.map(({ used }) => used?.tokens ?? null)}::bigint[],
      ${settlements.map(({ used }) => used?.calls ?? null)}::bigint[]
    ) AS s (tenant_id, id, used_nano_usd, used_tokens, used_calls)
  ),
  gone AS (
    DELETE FROM budget_reservations WHERE ctid = ANY (ARRAY(
      SELECT r.place FROM report s CROSS JOIN LATERAL (
        SELECT ctid AS place FROM budget_reservations o WHERE o.tenant_id = s.tenant_id AND o.id = s.id LIMIT 1
      ) r
    )) RETURNING *
  ),
  settled AS (
    SELECT tenant_id, a.kind, a.key, sum(g.nano_usd) AS nano_usd, sum(g.tokens) AS tokens, sum(g.calls) AS calls,
           sum(COALESCE(used_nano_usd, g.nano_usd)) AS used_nano_usd,
           sum(COALESCE(used_tokens, g.tokens)) AS used_tokens, sum(COALESCE(used_calls, g.calls)) AS used_calls
      FROM gone g JOIN report USING (tenant_id, id) CROSS JOIN LATERAL (
        VALUES ('task', g.task_id::text), ('session', g.session_id), ('tenant_month', g.month)
      ) a (kind, key)
     WHERE a.key IS NOT NULL GROUP BY tenant_id, a.kind, a.key
  ),
  wish AS (
    SELECT * FROM json_to_recordset(${JSON.stringify(wishes.map(wishRow))}::json) AS w (
      place int, tenant_id text, id uuid, task_id uuid, session_id text, month text, nano_usd bigint, tokens bigint,
      calls bigint)
  ),
  claim AS (
    SELECT c.*, sum(nano_usd) OVER so_far AS sum_nano_usd, sum(tokens) OVER so_far AS sum_tokens,
           sum(calls) OVER so_far AS sum_calls
      FROM json_to_recordset(${JSON.stringify(wishes.flatMap(claimRows))}::json) AS c (
        place int, tenant_id text, kind text, key text, nano_usd bigint, tokens bigint, calls bigint,
        cap_nano_usd bigint, cap_tokens bigint, cap_calls bigint)
    WINDOW so_far AS (PARTITION BY tenant_id, kind, key ORDER BY place)
  ),
  touched AS (
    SELECT tenant_id, kind, key FROM claim UNION SELECT tenant_id, kind, key FROM settled ORDER BY 1, 2, 3
  ),
  locked AS (
    SELECT a.tenant_id, a.kind, a.key, a.spent_nano_usd + a.reserved_nano_usd AS nano_usd,
           a.spent_tokens + a.reserved_tokens AS tokens, a.spent_calls + a.reserved_calls AS calls
      FROM touched t CROSS JOIN LATERAL (
        SELECT * FROM budget_accounts b
         WHERE b.tenant_id = t.tenant_id AND b.kind = t.kind AND b.key = t.key FOR NO KEY UPDATE
      ) a
  ),
  room AS (
    SELECT c.place, bool_and(l.key IS NOT NULL) AS complete,
           COALESCE(bool_and(
             l.nano_usd + COALESCE(s.used_nano_usd - s.nano_usd, 0) + c.sum_nano_usd <= c.cap_nano_usd), true)
           AND COALESCE(bool_and(
             l.tokens + COALESCE(s.used_tokens - s.tokens, 0) + c.sum_tokens <= c.cap_tokens), true)
           AND COALESCE(bool_and(
             l.calls + COALESCE(s.used_calls - s.calls, 0) + c.sum_calls <= c.cap_calls), true) AS fits
      FROM claim c
      LEFT JOIN locked l ON l.tenant_id = c.tenant_id AND l.kind = c.kind AND l.key = c.key
      LEFT JOIN settled s ON s.tenant_id = c.tenant_id AND s.kind = c.kind AND s.key = c.key
     GROUP BY c.place
  ),
  granted AS (
    INSERT INTO budget_reservations (tenant_id, id, task_id, session_id, month, nano_usd, tokens, calls, reserved_at)
    SELECT tenant_id, id, task_id, session_id, month, nano_usd, tokens, calls, ${currentTime}
      FROM wish JOIN room USING (place) WHERE complete AND fits
    RETURNING tenant_id, id
  ),
  opened AS (
    INSERT INTO budget_accounts (tenant_id, kind, key, updated_at)
    SELECT tenant_id, kind, key, ${currentTime} FROM touched t
     WHERE NOT EXISTS (
       SELECT 1 FROM locked l WHERE l.tenant_id = t.tenant_id AND l.kind = t.kind AND l.key = t.key)
    ON CONFLICT DO NOTHING
  ),
  changed AS (
    INSERT INTO budget_accounts AS a (
      tenant_id, kind, key, reserved_nano_usd, reserved_tokens, reserved_calls, spent_nano_usd, spent_tokens,
      spent_calls, cap_nano_usd, cap_tokens, cap_calls, updated_at)
    SELECT tenant_id, kind, key, sum(d.nano_usd), sum(d.tokens), sum(d.calls), sum(used_nano_usd), sum(used_tokens),
           sum(used_calls), max(cap_nano_usd), max(cap_tokens), max(cap_calls), ${currentTime}
      FROM (
        SELECT tenant_id, kind, key, nano_usd, tokens, calls, 0 AS used_nano_usd, 0 AS used_tokens, 0 AS used_calls,
               cap_nano_usd, cap_tokens, cap_calls
          FROM claim JOIN room USING (place) WHERE complete AND fits
        UNION ALL
        SELECT tenant_id, kind, key, -nano_usd, -tokens, -calls, used_nano_usd, used_tokens, used_calls,
               NULL, NULL, NULL
          FROM settled
      ) d JOIN locked USING (tenant_id, kind, key)
     GROUP BY tenant_id, kind, key
    ON CONFLICT (tenant_id, kind, key) DO UPDATE
       SET reserved_nano_usd = a.reserved_nano_usd + excluded.reserved_nano_usd,
           reserved_tokens = a.reserved_tokens + excluded.reserved_tokens,
           reserved_calls = a.reserved_calls + excluded.reserved_calls,
           spent_nano_usd = a.spent_nano_usd + excluded.spent_nano_usd,
           spent_tokens = a.spent_tokens + excluded.spent_tokens, spent_calls = a.spent_calls + excluded.spent_calls,
           cap_nano_usd = COALESCE(excluded.cap_nano_usd, a.cap_nano_usd),
           cap_tokens = COALESCE(excluded.cap_tokens, a.cap_tokens),
           cap_calls = COALESCE(excluded.cap_calls, a.cap_calls), updated_at = excluded.updated_at
  )
  SELECT 'settled' AS outcome, tenant_id AS "tenantId", id FROM gone
  UNION ALL SELECT 'granted', tenant_id, id FROM granted
  UNION ALL SELECT 'opened', tenant_id, id FROM wish JOIN room USING (place) WHERE NOT complete`;
