import { newId } from '@octollm/contracts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Database } from '../database/database.ts';
import { startTestDatabases, type TestDatabases } from '../fixtures/test-database.ts';
import { BudgetLedger } from './budget-ledger.ts';
import { BudgetTotals } from './budget-totals.ts';
import { TenantTierStore } from './tenant-tier-store.ts';

let databases: TestDatabases;
let database: Database;
beforeAll(async () => {
  databases = await startTestDatabases();
  ({ database } = await databases.open());
});
afterAll(() => databases.stop());

const month = '2026-11';
const cap = 1_000_000_000;

it('the months of tenants are added up by tier, with how many are near their limit and at it', async () => {
  const ledger = new BudgetLedger(database);
  const tiers = new TenantTierStore(database);
  const use = async (tenant: string, nanoUsd: number, isSpent: boolean): Promise<void> => {
    const scope = { taskId: newId(), month, amount: { nanoUsd, tokens: 0, calls: 1 } };
    const caps = { task: {}, session: {}, tenantMonth: { nanoUsd: cap } };
    const result = await ledger.reserve(tenant, scope, caps);
    if (result.granted && isSpent) await ledger.settle(result.reservation, { nanoUsd, tokens: 0, calls: 1 });
  };
  await tiers.remember('little', 'pro');
  await tiers.remember('much', 'pro');
  await tiers.remember('all', 'free');
  await use('little', 0.1 * cap, true);
  await use('much', 0.5 * cap, true);
  await use('much', 0.3 * cap, false);
  await use('all', cap, true);
  await use('unknown', cap, true);
  const totals = await new BudgetTotals(database).ofMonth(month);
  expect(totals.toSorted((a, b) => a.tier.localeCompare(b.tier))).toEqual([
    { tier: 'free', spentUsd: 1, reservedUsd: 0, limitUsd: 1, nearLimit: 1, atLimit: 1 },
    { tier: 'pro', spentUsd: 0.6, reservedUsd: 0.3, limitUsd: 2, nearLimit: 1, atLimit: 0 },
  ]);
  expect(await new BudgetTotals(database).ofMonth('2026-10')).toEqual([]);
});
