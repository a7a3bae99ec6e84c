import { counter, histogram } from './metric.ts';

/**
 * What the remediator exports of what it decides and does. `action` is one of the policy's few words, such as
 * `restart`; `decision` is `act`, `dry_run`, or one of the few reasons why nothing is done, such as `target_limit`; targets
 * are no label, because tenants are among them.
 */
export const remediationMetrics = {
  remediationDecisions: counter({
    name: 'remediation_decisions_total',
    help: 'Decisions on alerts: to act (act), to say what would be done (dry_run), or why nothing is done',
    labels: ['action', 'decision'],
  }),
  remediationActions: counter({
    name: 'remediation_actions_total',
    help: 'Actions that ended: succeeded, failed, impossible, or unknown because the process ended before them',
    labels: ['action', 'outcome'],
  }),
  remediationActionDuration: histogram({
    name: 'remediation_action_duration_seconds',
    help: 'Time that actions took, whatever came of them',
    labels: ['action'],
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
  }),
} as const;
