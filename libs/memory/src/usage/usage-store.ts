import type { TaskUsage, UsageGroup, UsageItem } from '@octollm/contracts';
import { InternalError } from '@octollm/contracts';
import { type Database, readsOf } from '../database/database.ts';
import { toDollars } from '../database/money.ts';
import type { Reads } from '../database/replicas/reads.ts';
import type { Sql } from '../database/sql.ts';
import { type UsagePeriod, type UsageRow, usageStatement } from './usage-statement.ts';

const usageOf = (row: UsageRow): TaskUsage => ({
  prompt_tokens: Number(row.prompt_tokens),
  completion_tokens: Number(row.completion_tokens),
  cost_usd: toDollars(row.cost_nano_usd),
  llm_calls: Number(row.llm_calls),
  tool_calls: Number(row.tool_calls),
  tasks: row.tasks,
});

const namesOf = (row: UsageRow, groups: readonly UsageGroup[]): Partial<UsageItem> =>
  Object.fromEntries(groups.map((group) => [group, row[group]]));

/** Usage by group, and all of it. */
export interface AddedUp {
  readonly items: UsageItem[];
  readonly total: TaskUsage;
}

/** What the steps of tasks, and calls of models through the gateway, have used. */
export class UsageStore {
  readonly #reads: Reads;

  constructor(database: Database) {
    this.#reads = readsOf(database);
  }

  /**
   * Adds up what the tenant's steps have used, attempts that failed included, and what its calls of models through the
   * gateway have used, by the day they ended, by model, or by both. Groups come in order. Planning is not among it: it is
   * no step. A call of a model belongs to no task.
   * @param groups - at least one
   */
  read(tenantId: string, period: UsagePeriod, groups: readonly UsageGroup[]): Promise<AddedUp> {
    return this.#addUp(usageStatement(tenantId, period, groups), groups);
  }

  /** The same of every tenant, for operators. It is meant for short periods: everything that ended in them is read. */
  readAllTenants(period: UsagePeriod, groups: readonly UsageGroup[]): Promise<AddedUp> {
    return this.#addUp(usageStatement(null, period, groups), groups);
  }

  async #addUp(statement: Sql, groups: readonly UsageGroup[]): Promise<AddedUp> {
    const rows = await this.#reads.query<UsageRow>(statement);
    const total = rows.find((row) => row.is_total);
    if (total === undefined) throw new InternalError('The usage has no total.');
    return {
      items: rows.filter((row) => !row.is_total).map((row) => ({ ...namesOf(row, groups), ...usageOf(row) })),
      total: usageOf(total),
    };
  }
}
