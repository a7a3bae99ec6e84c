import { budgetMetrics } from '@octollm/catalogue';
import { promql } from '../../../promql/index.ts';
import type { Row } from '../../parts/dashboard.ts';
import { bars, graph } from '../../parts/panel.ts';
import { inNamespace } from '../../parts/variables.ts';

const scope = inNamespace;

/** How much of the money of this month is left. */
export const budgetsRow: Row = {
  title: 'Budgets of this month',
  panels: [
    bars({
      title: 'Spent or held',
      description: 'Of what the tenants of a tier may spend together.',
      unit: 'percentunit',
      bounds: { min: 0, max: 1 },
      thresholds: { warning: 0.8, critical: 1 },
      runbook: 'llm-cost',
      query: promql`(max by (tier) (${budgetMetrics.budgetSpent}{${scope}}) + max by (tier) (${budgetMetrics.budgetReserved}{${scope}})) / max by (tier) (${budgetMetrics.budgetLimit}{${scope}})`,
      legend: '{{tier}}',
    }),
    graph({
      title: 'Tenants near their limit',
      description: 'Tenants that have spent or held 80 or 100 percent of their month.',
      unit: 'short',
      runbook: 'llm-cost',
      query: promql`max by (tier, percent) (${budgetMetrics.budgetTenantsNearLimit}{${scope}})`,
      legend: '{{tier}}: {{percent}} %',
    }),
  ],
};
