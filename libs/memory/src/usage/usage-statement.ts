import type { UsageGroup } from '@octollm/contracts';
import { joined, type Sql, sql } from '../database/sql.ts';

type Columns = Readonly<Record<UsageGroup, Sql>>;

/** Which attempts and calls to add up: those that ended from `from` (inclusive) to `to` (exclusive). */
export interface UsagePeriod {
  readonly from: Date;
  readonly to: Date;
}

const day = sql`to_char(finished_at AT TIME ZONE 'UTC', 'YYYY-MM-DD')`;
const ofAttempts: Columns = { day, model: sql`provenance ->> 'model'`, tenant: sql`tenant_id` };
const ofCalls: Columns = { day, model: sql`model`, tenant: sql`tenant_id` };

/** A group, or everything together when `is_total`. Sums come as text, because they may be longer than a number. */
export interface UsageRow {
  readonly day?: string;
  readonly model?: string | null;
  readonly tenant?: string;
  readonly is_total: boolean;
  readonly prompt_tokens: string;
  readonly completion_tokens: string;
  readonly cost_nano_usd: string;
  readonly llm_calls: string;
  readonly tool_calls: string;
  readonly tasks: number;
}

const sum = (column: Sql): Sql => sql`COALESCE(sum(${column}), 0)::text`;

/**
 * One statement gives every group, in order, and after them the total, which there always is.
 * @param tenantId null for every tenant
 */
export function usageStatement(
  tenantId: string | null,
  { from, to }: UsagePeriod,
  groups: readonly UsageGroup[],
): Sql {
  const named = (columns: Columns): Sql =>
    joined(
      groups.map((group) => sql`${columns[group]} AS ${names[group]}`),
      sql`, `,
    );
  const period = sql`
    ${tenantId === null ? sql`` : sql`tenant_id = ${tenantId} AND`} finished_at >= ${from}::timestamptz AND finished_at < ${to}::timestamptz`;
  const list = joined(
    groups.map((group) => names[group]),
    sql`, `,
  );
  return sql`
    SELECT ${list}, GROUPING(${list}) > 0 AS is_total,
           ${sum(sql`prompt_tokens`)} AS prompt_tokens, ${sum(sql`completion_tokens`)} AS completion_tokens,
           ${sum(sql`cost_nano_usd`)} AS cost_nano_usd, ${sum(sql`llm_calls`)} AS llm_calls,
           ${sum(sql`tool_calls`)} AS tool_calls, count(DISTINCT task_id)::int AS tasks
      FROM (
        SELECT ${named(ofAttempts)}, task_id, prompt_tokens, completion_tokens, cost_nano_usd, llm_calls, tool_calls
          FROM step_attempts WHERE ${period} AND attempt > 0
        UNION ALL
        SELECT ${named(ofCalls)}, NULL, prompt_tokens, completion_tokens, cost_nano_usd, 1, 0
          FROM model_calls WHERE ${period}
      ) used
     GROUP BY GROUPING SETS ((${list}), ())
     ORDER BY is_total, ${list}`;
}

const names: Columns = { day: sql`day`, model: sql`model`, tenant: sql`tenant` };
