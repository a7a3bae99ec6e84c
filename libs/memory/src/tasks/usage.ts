import { noUsage, type Usage } from '@octollm/contracts';
import { toDollars, toNanoDollars } from '../database/money.ts';
import { type Sql, sql } from '../database/sql.ts';

/** The columns that hold a usage, in every table that counts. */
export interface UsageColumns {
  readonly prompt_tokens: number;
  readonly completion_tokens: number;
  readonly cost_nano_usd: string | number;
  readonly llm_calls: number;
  readonly tool_calls: number;
}

/** The model of the columns. */
export const toUsage = (row: UsageColumns): Usage => ({
  prompt_tokens: row.prompt_tokens,
  completion_tokens: row.completion_tokens,
  cost_usd: toDollars(row.cost_nano_usd),
  llm_calls: row.llm_calls,
  tool_calls: row.tool_calls,
});

/** The columns, for INSERT. */
export const usageColumns = sql`prompt_tokens, completion_tokens, cost_nano_usd, llm_calls, tool_calls`;

/** The columns with their types, for rows that come as JSON. */
export const typedUsageColumns = sql`
  prompt_tokens int, completion_tokens int, cost_nano_usd bigint, llm_calls int, tool_calls int`;

/** Assignments that add the columns of a row to those of a table, each by the name it goes by. */
export const usageAdded = (table: Sql, row: Sql): Sql => sql`
  prompt_tokens = ${table}.prompt_tokens + ${row}.prompt_tokens,
  completion_tokens = ${table}.completion_tokens + ${row}.completion_tokens,
  cost_nano_usd = ${table}.cost_nano_usd + ${row}.cost_nano_usd,
  llm_calls = ${table}.llm_calls + ${row}.llm_calls,
  tool_calls = ${table}.tool_calls + ${row}.tool_calls`;

/** The columns that hold a usage. */
export const toUsageColumns = (usage: Usage): UsageColumns => ({
  prompt_tokens: usage.prompt_tokens,
  completion_tokens: usage.completion_tokens,
  cost_nano_usd: toNanoDollars(usage.cost_usd),
  llm_calls: usage.llm_calls,
  tool_calls: usage.tool_calls,
});

/** The sum of two. */
export const addUsageColumns = (a: UsageColumns, b: UsageColumns): UsageColumns => ({
  prompt_tokens: a.prompt_tokens + b.prompt_tokens,
  completion_tokens: a.completion_tokens + b.completion_tokens,
  cost_nano_usd: Number(a.cost_nano_usd) + Number(b.cost_nano_usd),
  llm_calls: a.llm_calls + b.llm_calls,
  tool_calls: a.tool_calls + b.tool_calls,
});

export const noUsageColumns: UsageColumns = toUsageColumns(noUsage);
