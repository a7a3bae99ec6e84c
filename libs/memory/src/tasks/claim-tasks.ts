import type { DataSource } from 'typeorm';
import { query } from '../database/query.ts';
import { nameOf } from './statements/keys.ts';
import { type Claim, claimStatement } from './statements/lease.ts';
import type { TakenRow } from './task-row.ts';

/** Takes tasks, in the order of the claims; null where there is nothing to take. Of two claims of one task one gets it. */
export async function claimTasks(
  source: DataSource,
  claims: readonly Claim[],
): Promise<readonly (TakenRow | null)[]> {
  const rows = await query<TakenRow>(source, claimStatement(claims));
  const taken = new Map(rows.map((row) => [nameOf({ tenantId: row.tenant_id, id: row.id }), row]));
  return claims.map((claim) => {
    const name = nameOf(claim);
    const row = taken.get(name) ?? null;
    taken.delete(name);
    return row;
  });
}
