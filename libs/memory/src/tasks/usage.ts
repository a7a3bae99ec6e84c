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

/** The names of the columns, for INSERT. */
export const usageColumns = sql`prompt_tokens, completion_tokens, cost_nano_usd, llm_calls, tool_calls`;

/** The values for these columns. */
export const usageValues = (usage: Usage = noUsage): Sql =>
  sql`${usage.prompt_tokens}::int, ${usage.completion_tokens}::int, ${toNanoDollars(usage.cost_usd)}::bigint,
    ${usage.llm_calls}::int, ${usage.tool_calls}::int`;

/** Assignments that add a usage to the columns of a table, which goes by the name of `table`. */
export const usageAdded = (table: Sql, usage: Usage = noUsage): Sql => sql`
  prompt_tokens = ${table}.prompt_tokens + ${usage.prompt_tokens}::int,
  completion_tokens = ${table}.completion_tokens + ${usage.completion_tokens}::int,
  cost_nano_usd = ${table}.cost_nano_usd + ${toNanoDollars(usage.cost_usd)}::bigint,
  llm_calls = ${table}.llm_calls + ${usage.llm_calls}::int,
  tool_calls = ${table}.tool_calls + ${usage.tool_calls}::int`;
