import { newId, noUsage, TaskRequest } from '@octollm/contracts';
import type { BudgetLedger, ClaimedTask } from '@octollm/memory';
import type { Logger } from 'pino';
import { describe, expect, it, vi } from 'vitest';
import type { ArmRegistry } from '../arms/arm-registry.ts';
import { ArmPrices } from './arm-prices.ts';
import { TaskBudgets } from './task-budgets.ts';
import type { TenantTiers } from './tenant-tiers.ts';

type Reserved = Awaited<ReturnType<BudgetLedger['reserve']>>;

describe('a replica that stops', () => {
  it('waits for a call that was to cost nothing and did, between its two questions to the ledger', async () => {
    let reserve: ((result: Reserved) => void) | undefined;
    const reserving = new Promise<Reserved>((resolve) => {
      reserve = resolve;
    });
    const settle = vi.fn<BudgetLedger['settle']>(async () => true);
    const ledger: Partial<BudgetLedger> = {
      reserve: () => reserving,
      settle,
      settled: async () => undefined,
    };
    const budgets = new TaskBudgets(
      ledger as BudgetLedger,
      {} as TenantTiers,
      new ArmPrices(),
      { asksModels: () => false } as Partial<ArmRegistry> as ArmRegistry,
      {} as Logger,
    );
    const lease = { tenantId: 'acme', taskId: newId(), owner: 'a', token: 1 };
    const claimed = { lease, request: TaskRequest.parse({ goal: 'Do it.' }) } as ClaimedTask;
    const grant = { allowance: { max_tokens: 0, max_cost_usd: 0 }, reservation: null };
    void budgets.of(claimed).settled(grant, { usage: { ...noUsage, cost_usd: 0.5 } });

    const stopped = budgets.beforeApplicationShutdown().then(() => settle.mock.calls.length);
    const reservation = { tenantId: 'acme', id: newId(), amount: { nanoUsd: 0, tokens: 0, calls: 0 } };
    setImmediate(() => reserve?.({ granted: true, reservation }));
    expect(await stopped).toBe(1);
  });
});
