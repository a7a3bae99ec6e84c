import { gauge } from './metric.ts';

/**
 * What the orchestrator exports of the money of all tenants in the current month, summed by tier: a tenant is no label,
 * because there may be any number of them. The values are the same for all replicas: take their maximum.
 */
export const budgetMetrics = {
  budgetSpent: gauge({
    name: 'budget_spent_usd',
    help: 'US dollars that tenants have spent this month',
    labels: ['tier'],
  }),
  budgetReserved: gauge({
    name: 'budget_reserved_usd',
    help: 'US dollars that are held for what is under way',
    labels: ['tier'],
  }),
  budgetLimit: gauge({
    name: 'budget_limit_usd',
    help: 'US dollars that tenants who used some this month may spend in it',
    labels: ['tier'],
  }),
  budgetTenantsNearLimit: gauge({
    name: 'budget_tenants_near_limit',
    help: 'Tenants that have spent or reserved a share of their month or more: 80 or 100 percent',
    labels: ['tier', 'percent'],
  }),
} as const;
