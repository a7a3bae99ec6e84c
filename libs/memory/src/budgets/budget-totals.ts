import type { Tier } from '@octollm/contracts';
import type { DataSource } from 'typeorm';
import { type Database, dataSourceOf } from '../database/database.ts';
import { toDollars } from '../database/money.ts';
import { query } from '../database/query.ts';
import { sql } from '../database/sql.ts';

/** What the tenants of one tier have used of a month. */
export interface TierTotals {
  readonly tier: Tier;
  readonly spentUsd: number;
  readonly reservedUsd: number;
  /** What they may spend together. */
  readonly limitUsd: number;
  /** Tenants of which at least 80 percent of the month is spent or held. */
  readonly nearLimit: number;
  /** Those of them of which all is. */
  readonly atLimit: number;
}

interface TotalsRow extends Pick<TierTotals, 'tier' | 'nearLimit' | 'atLimit'> {
  readonly spent: string;
  readonly reserved: string;
  readonly cap: string;
}

const dollars = (nanoUsd: string): number => toDollars(Number(nanoUsd));

/** Adds up the months of all tenants. It names none of them. */
export class BudgetTotals {
  readonly #source: DataSource;

  constructor(database: Database) {
    this.#source = dataSourceOf(database);
  }

  /**
   * The totals of a month by tier, of tenants that have ever submitted a task: only their tier is known.
   * @param month in UTC, as YYYY-MM
   */
  async ofMonth(month: string): Promise<TierTotals[]> {
    const rows = await query<TotalsRow>(
      this.#source,
      sql`
        SELECT tier, sum(spent_nano_usd)::text AS spent, sum(reserved_nano_usd)::text AS reserved,
               sum(COALESCE(cap_nano_usd, 0))::text AS cap,
               (count(*) FILTER (WHERE (spent_nano_usd + reserved_nano_usd) * 5 >= cap_nano_usd * 4))::int
                 AS "nearLimit",
               (count(*) FILTER (WHERE spent_nano_usd + reserved_nano_usd >= cap_nano_usd))::int AS "atLimit"
          FROM tenant_tiers
          JOIN budget_accounts USING (tenant_id)
         WHERE kind = 'tenant_month' AND key = ${month}
         GROUP BY tier`,
    );
    return rows.map(({ tier, spent, reserved, cap, nearLimit, atLimit }) => ({
      tier,
      spentUsd: dollars(spent),
      reservedUsd: dollars(reserved),
      limitUsd: dollars(cap),
      nearLimit,
      atLimit,
    }));
  }
}
