import { type Sql, sql } from '../database/sql.ts';
import { currentTime, milliseconds } from '../database/time.ts';
import type {
  AccountKind,
  BudgetCap,
  BudgetCaps,
  BudgetScope,
  BudgetUnit,
  ReservationRequest,
} from './amount.ts';

/** Accounts in the order in which caps are reported when several stand in the way. */
export const accountsOf = (
  { taskId, sessionId, month }: BudgetScope,
  caps: BudgetCaps,
): readonly { kind: AccountKind; key: string; cap: BudgetCap }[] => [
  { kind: 'task', key: taskId, cap: caps.task },
  ...(sessionId === undefined ? [] : [{ kind: 'session' as const, key: sessionId, cap: caps.session }]),
  { kind: 'tenant_month', key: month, cap: caps.tenantMonth },
];

const wanted = (scope: BudgetScope, caps: BudgetCaps): Sql => {
  const accounts = accountsOf(scope, caps);
  const limits = (unit: BudgetUnit): (number | null)[] => accounts.map(({ cap }) => cap[unit] ?? null);
  return sql`
    SELECT * FROM unnest(
      ${accounts.map(({ kind }) => kind)}::text[], ${accounts.map(({ key }) => key)}::text[],
      ${limits('nanoUsd')}::bigint[], ${limits('tokens')}::bigint[], ${limits('calls')}::bigint[]
    ) WITH ORDINALITY AS w (kind, key, cap_nano_usd, cap_tokens, cap_calls, ordinal)`;
};

/** Makes the accounts that are not there yet. */
export const openAccountsStatement = (tenantId: string, scope: BudgetScope, caps: BudgetCaps): Sql => sql`
  INSERT INTO budget_accounts (tenant_id, kind, key, cap_nano_usd, cap_tokens, cap_calls, updated_at)
  SELECT ${tenantId}, kind, key, cap_nano_usd, cap_tokens, cap_calls, ${currentTime}
    FROM (${wanted(scope, caps)}) w ORDER BY kind, key
  ON CONFLICT DO NOTHING`;

/** What became of a reservation. Numbers come as text, because they may be longer than the driver's integers. */
export interface ReserveRow {
  /** Whether every account is there; nothing is reserved otherwise. */
  readonly complete: boolean;
  readonly granted: boolean;
  readonly nanoUsd: string;
  readonly tokens: string;
  readonly calls: string;
  readonly stop: {
    readonly account: AccountKind;
    readonly unit: BudgetUnit;
    readonly cap: number;
    readonly spent: number;
    readonly reserved: number;
  } | null;
}

/**
 * Reserves for one call, less than it asks for if that is enough, or says which cap stops it: on every account or on
 * none, in one statement and so in one transaction. The accounts are locked first,
 * always in the same order so that reservers wait for each other in a row, and everything else reads the locked rows.
 * A cap that would stop the call even without the calls under way is reported before one that would not.
 */
export function reserveStatement(
  tenantId: string,
  id: string,
  request: ReservationRequest,
  caps: BudgetCaps,
): Sql {
  const { taskId, sessionId = null, month, amount, least = amount } = request;
  return sql`
    WITH wanted AS (${wanted(request, caps)}),
    locked AS (
      SELECT a.* FROM budget_accounts a
       WHERE a.tenant_id = ${tenantId} AND (a.kind, a.key) IN (SELECT kind, key FROM wanted)
       ORDER BY a.kind, a.key FOR NO KEY UPDATE
    ),
    room AS (
      SELECT l.kind, w.ordinal, u.*, u.cap - u.spent - u.reserved AS rest
        FROM locked l JOIN wanted w ON w.kind = l.kind AND w.key = l.key
        CROSS JOIN LATERAL (VALUES
          ('nanoUsd', 1, w.cap_nano_usd, l.spent_nano_usd, l.reserved_nano_usd, ${least.nanoUsd}::bigint),
          ('tokens', 2, w.cap_tokens, l.spent_tokens, l.reserved_tokens, ${least.tokens}::bigint),
          ('calls', 3, w.cap_calls, l.spent_calls, l.reserved_calls, ${least.calls}::bigint)
        ) u (unit, place, cap, spent, reserved, least)
    ),
    stop AS (
      SELECT json_build_object('account', kind, 'unit', unit, 'cap', cap, 'spent', spent, 'reserved', reserved) AS stop
        FROM room WHERE rest < least
       ORDER BY cap - spent >= least, ordinal, place LIMIT 1
    ),
    amount AS (
      SELECT LEAST(${amount.nanoUsd}::bigint, min(rest) FILTER (WHERE unit = 'nanoUsd')) AS nano_usd,
             LEAST(${amount.tokens}::bigint, min(rest) FILTER (WHERE unit = 'tokens')) AS tokens,
             LEAST(${amount.calls}::bigint, min(rest) FILTER (WHERE unit = 'calls')) AS calls,
             (SELECT count(*) FROM locked) = (SELECT count(*) FROM wanted) AS complete
        FROM room
    ),
    granted AS (
      INSERT INTO budget_reservations (tenant_id, id, task_id, session_id, month, nano_usd, tokens, calls, reserved_at)
      SELECT ${tenantId}, ${id}, ${taskId}, ${sessionId}, ${month}, nano_usd, tokens, calls, ${currentTime}
        FROM amount WHERE complete AND NOT EXISTS (SELECT 1 FROM stop)
      RETURNING nano_usd, tokens, calls
    ),
    held AS (
      UPDATE budget_accounts a
         SET reserved_nano_usd = a.reserved_nano_usd + g.nano_usd, reserved_tokens = a.reserved_tokens + g.tokens,
             reserved_calls = a.reserved_calls + g.calls, cap_nano_usd = w.cap_nano_usd, cap_tokens = w.cap_tokens,
             cap_calls = w.cap_calls, updated_at = ${currentTime}
        FROM wanted w, granted g
       WHERE a.tenant_id = ${tenantId} AND a.kind = w.kind AND a.key = w.key
    )
    SELECT a.complete, EXISTS (SELECT 1 FROM granted) AS granted, a.nano_usd AS "nanoUsd", a.tokens, a.calls,
           (SELECT stop FROM stop) AS stop
      FROM amount a`;
}

/** Takes reservations away and puts all that they reserved on their accounts. */
const settleStatement = (gone: Sql): Sql => sql`
  WITH gone AS (${gone}),
  charges AS (
    SELECT g.tenant_id, a.kind, a.key, sum(g.nano_usd) AS nano_usd, sum(g.tokens) AS tokens, sum(g.calls) AS calls
      FROM gone g CROSS JOIN LATERAL (
        VALUES ('task', g.task_id::text), ('session', g.session_id), ('tenant_month', g.month)
      ) a (kind, key)
     WHERE a.key IS NOT NULL GROUP BY g.tenant_id, a.kind, a.key
  ),
  locked AS (
    SELECT a.tenant_id, a.kind, a.key FROM budget_accounts a
     WHERE (a.tenant_id, a.kind, a.key) IN (SELECT tenant_id, kind, key FROM charges)
     ORDER BY a.tenant_id, a.kind, a.key FOR NO KEY UPDATE
  ),
  settled AS (
    UPDATE budget_accounts a
       SET reserved_nano_usd = a.reserved_nano_usd - c.nano_usd, reserved_tokens = a.reserved_tokens - c.tokens,
           reserved_calls = a.reserved_calls - c.calls, spent_nano_usd = a.spent_nano_usd + c.nano_usd,
           spent_tokens = a.spent_tokens + c.tokens, spent_calls = a.spent_calls + c.calls,
           updated_at = ${currentTime}
      FROM charges c JOIN locked l ON l.tenant_id = c.tenant_id AND l.kind = c.kind AND l.key = c.key
     WHERE a.tenant_id = c.tenant_id AND a.kind = c.kind AND a.key = c.key
  )
  SELECT count(*)::int AS settled FROM gone`;

/** Settles what a task has reserved, at the reservation. */
export const settleOpenStatement = (tenantId: string, taskId: string): Sql =>
  settleStatement(
    sql`DELETE FROM budget_reservations WHERE tenant_id = ${tenantId} AND task_id = ${taskId} RETURNING *`,
  );

/** Settles what tasks of all tenants had reserved that ended some time ago or are gone, at the reservation. */
export const settleEndedStatement = (endedForMs: number, limit: number): Sql =>
  settleStatement(
    sql`
      DELETE FROM budget_reservations r USING (
        SELECT o.tenant_id, o.id FROM budget_reservations o
          LEFT JOIN tasks t ON t.tenant_id = o.tenant_id AND t.id = o.task_id
         WHERE o.reserved_at < now() - ${milliseconds(endedForMs)}
           AND (t.id IS NULL OR t.finished_at < now() - ${milliseconds(endedForMs)})
         LIMIT ${limit}::int
      ) o WHERE r.tenant_id = o.tenant_id AND r.id = o.id RETURNING r.*`,
  );

/** An account as it stands. */
export interface AccountRow {
  readonly spentNanoUsd: string;
  readonly spentTokens: string;
  readonly spentCalls: string;
  readonly reservedNanoUsd: string;
  readonly reservedTokens: string;
  readonly reservedCalls: string;
}

/** One account. */
export const accountStatement = (tenantId: string, kind: AccountKind, key: string): Sql => sql`
  SELECT spent_nano_usd AS "spentNanoUsd", spent_tokens AS "spentTokens", spent_calls AS "spentCalls",
         reserved_nano_usd AS "reservedNanoUsd", reserved_tokens AS "reservedTokens", reserved_calls AS "reservedCalls"
    FROM budget_accounts WHERE tenant_id = ${tenantId} AND kind = ${kind} AND key = ${key}`;
