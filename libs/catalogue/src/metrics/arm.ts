import { denyListMetrics } from './deny-list.ts';
import { limitMetrics } from './limits.ts';
import { counter, histogram } from './metric.ts';

/** What every arm exports of the actions it carries out, and of those who ask for them. */
export const armMetrics = {
  ...denyListMetrics,
  ...limitMetrics,
  duration: histogram({
    name: 'agent_execution_duration_seconds',
    help: 'Time an arm took for an action',
    labels: ['arm', 'action', 'outcome'],
    buckets: [0.005, 0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300],
  }),
  errors: counter({
    name: 'agent_errors_total',
    help: 'Actions that an arm could not carry out, by category',
    labels: ['arm', 'action', 'category'],
  }),
  tokens: histogram({
    name: 'agent_token_usage',
    help: 'Tokens that an arm used for an action',
    labels: ['arm', 'kind'],
    buckets: [0, 100, 500, 1_000, 5_000, 10_000, 50_000, 100_000],
  }),
} as const;
