import { RecordedMetrics } from '@octollm/arm-testing';
import { budgetMetrics } from '@octollm/catalogue';
import type { BudgetTotals } from '@octollm/memory';
import { expect, it, vi } from 'vitest';
import { BudgetGauges } from './budget-gauges.ts';

it('the money of a month is shown by tier; tiers of an earlier month go, and what was seen last stands meanwhile', async () => {
  const recorded = new RecordedMetrics(budgetMetrics);
  const pro = { tier: 'pro', spentUsd: 4, reservedUsd: 1, limitUsd: 5, nearLimit: 1, atLimit: 1 } as const;
  const ofMonth = vi.fn<BudgetTotals['ofMonth']>(async () => [pro]);
  const warn = vi.fn<() => void>();
  const gauges = new BudgetGauges({ ofMonth }, recorded.metrics, { warn });
  await gauges.measure();
  ofMonth.mockRejectedValueOnce(new Error('away'));
  await gauges.measure();
  expect(warn).toHaveBeenCalledOnce();
  expect(await recorded.read('budget_spent_usd')).toEqual({ pro: 4 });
  expect(await recorded.read('budget_reserved_usd')).toEqual({ pro: 1 });
  expect(await recorded.read('budget_limit_usd')).toEqual({ pro: 5 });
  expect(await recorded.read('budget_tenants_near_limit')).toEqual({ '80 pro': 1, '100 pro': 1 });
  ofMonth.mockResolvedValueOnce([{ ...pro, tier: 'free' }]);
  await gauges.measure();
  expect(await recorded.read('budget_spent_usd')).toEqual({ free: 4 });
});
