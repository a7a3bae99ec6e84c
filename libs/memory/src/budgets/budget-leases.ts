import { InternalError } from '@octollm/contracts';
import type { DataSource } from 'typeorm';
import { type Database, dataSourceOf } from '../database/database.ts';
import { query } from '../database/query.ts';
import * as statements from './lease-statements.ts';

/** What a lease was granted, in nano-dollars. */
export interface LeaseGrant {
  /** What is idle in the lease now. 0: nothing is left for the need. Less than the need: see `BudgetLeases`. */
  readonly grantedNanoUsd: number;
  /** What is spent of the month, as far as it is recorded. */
  readonly spentNanoUsd: number;
  /** What tasks, other replicas and calls under way hold of it. */
  readonly heldNanoUsd: number;
}

/**
 * Lets replicas of the gateway spend a tenant's month by themselves, on the same account as the tasks of the
 * orchestrator: each holds a part of what is left, spends it without a round trip, and records what it spent with
 * `ModelCallStore`, which moves it from what is reserved to what is spent. Everything that is granted, reserved and spent
 * stays within the cap. Only when nobody holds anything and less is left than a call may cost, that call is given what
 * there is: a cap is never passed by more than one call.
 *
 * The lease of a replica that was killed ends by itself, and what it had not recorded goes back: what it spent in the
 * moments since its last record is lost to the account.
 */
export class BudgetLeases {
  readonly #source: DataSource;

  constructor(database: Database) {
    this.#source = dataSourceOf(database);
  }

  /** Takes or gives back money of a tenant's month. One round trip, three for the first of a month. */
  async take(request: statements.LeaseRequest): Promise<LeaseGrant> {
    const statement = statements.leaseStatement(request);
    let [row] = await query<statements.LeaseRow>(this.#source, statement);
    if (row === undefined) {
      await query(this.#source, statements.openMonthStatement(request.tenantId, request.month));
      [row] = await query<statements.LeaseRow>(this.#source, statement);
    }
    if (row === undefined) throw new InternalError('The account of a month cannot be opened.');
    return {
      grantedNanoUsd: Number(row.granted),
      spentNanoUsd: Number(row.spent),
      heldNanoUsd: Number(row.held),
    };
  }

  /** Makes leases hold for so many milliseconds from now on. @returns the ids of those that are still there */
  async extend(
    leases: readonly { readonly tenantId: string; readonly leaseId: string }[],
    leaseMs: number,
  ): Promise<readonly string[]> {
    const rows = await query<{ leaseId: string }>(this.#source, statements.extendStatement(leases, leaseMs));
    return rows.map(({ leaseId }) => leaseId);
  }

  /** Ends the leases of replicas that are lost, of all tenants. Returns how many there were. */
  async expire(limit = 1_000): Promise<number> {
    const [row] = await query<{ ended: number }>(this.#source, statements.expireStatement(limit));
    return row?.ended ?? 0;
  }
}
