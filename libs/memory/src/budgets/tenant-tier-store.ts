import type { Tier } from '@octollm/contracts';
import type { DataSource } from 'typeorm';
import { type Database, dataSourceOf } from '../database/database.ts';
import { query } from '../database/query.ts';
import { sql } from '../database/sql.ts';
import { currentTime } from '../database/time.ts';

/** Which tier each tenant has: its caps go by it. */
export class TenantTierStore {
  readonly #source: DataSource;

  constructor(database: Database) {
    this.#source = dataSourceOf(database);
  }

  /** Writes down the tier of a tenant. Keys of one tenant should have one tier; if not, the last one counts. */
  async remember(tenantId: string, tier: Tier): Promise<void> {
    await query(
      this.#source,
      sql`
        INSERT INTO tenant_tiers AS t (tenant_id, tier, updated_at) VALUES (${tenantId}, ${tier}, ${currentTime})
        ON CONFLICT (tenant_id) DO UPDATE SET tier = excluded.tier, updated_at = excluded.updated_at
          WHERE t.tier <> excluded.tier`,
    );
  }

  /** The tier of a tenant; null when it has never submitted a task. */
  async find(tenantId: string): Promise<Tier | null> {
    const [row] = await query<{ tier: Tier }>(
      this.#source,
      sql`SELECT tier FROM tenant_tiers WHERE tenant_id = ${tenantId}`,
    );
    return row?.tier ?? null;
  }
}
