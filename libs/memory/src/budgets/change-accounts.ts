import type { DataSource } from 'typeorm';
import { query } from '../database/query.ts';
import { nameOf } from '../tasks/statements/keys.ts';
import { type ChangeRow, changeStatement, type Settlement, type Wish } from './change-statement.ts';

/** A change of accounts that goes with others. */
export type AccountChange = Wish | Settlement;

/** What became of a change; null: nothing. `opened`: its accounts are there now, and it is to be asked for again. */
export type ChangeOutcome = ChangeRow['outcome'] | null;

/** Changes accounts in one statement. Gives what became of each change, in their order. */
export async function changeAccounts(
  source: DataSource,
  changes: readonly AccountChange[],
): Promise<readonly ChangeOutcome[]> {
  const wishes = changes.filter((change) => change.kind === 'reserve');
  // A reservation is settled once; of two who do it together it is the first.
  const settlements = new Map<string, Settlement>();
  for (const change of changes)
    if (change.kind === 'settle' && !settlements.has(nameOf(change))) settlements.set(nameOf(change), change);
  const rows = await query<ChangeRow>(source, changeStatement(wishes, [...settlements.values()]));
  const outcomes = new Map(rows.map((row) => [nameOf(row), row.outcome]));
  return changes.map((change) => {
    const isLate = change.kind === 'settle' && settlements.get(nameOf(change)) !== change;
    return isLate ? null : (outcomes.get(nameOf(change)) ?? null);
  });
}
