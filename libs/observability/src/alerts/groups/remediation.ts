import { remediationMetrics } from '@octollm/catalogue';
import { type Duration, minutes, promql, type Query } from '../../promql/index.ts';
import type { AlertGroup } from '../alert.ts';
import { sample } from '../sample.ts';

const { remediationActions: actions, remediationDecisions: decisions } = remediationMetrics;

/**
 * What a counter grew by. Its series is there from the first event on, and what was not there before has not grown: that
 * event would be none.
 */
const eventsIn = (window: Duration, series: Query): Query =>
  promql`increase(${series}[${window}]) > 0 or (${series} unless ${series} offset ${window})`;

/** About what acts on the other alerts: when it could not help, somebody has to. */
export const remediation: AlertGroup = ({ pace }) => {
  const window = pace(minutes(15));
  return [
    {
      name: 'RemediationFailing',
      severity: 'warning',
      service: 'remediator',
      expr: promql`sum by (namespace, action) (${eventsIn(window, promql`${actions}{outcome=~"failed|unknown"}`)}) > 0`,
      for: pace(minutes(1)),
      summary: 'The remediator of {{ $labels.namespace }} fails at {{ $labels.action }}',
      description: 'What the action was to end goes on, and nothing else will end it.',
      runbook: 'auto-remediation',
      samples: [
        sample(actions, { action: 'restart', outcome: 'failed' }, { control: 'gone', fault: 1 }),
        sample(actions, { action: 'restart', outcome: 'unknown' }, { control: 0, fault: 0 }),
      ],
      everyFaultCounts: true,
    },
    {
      name: 'RemediationExhausted',
      severity: 'warning',
      service: 'remediator',
      expr: promql`sum by (namespace, action) (${eventsIn(window, promql`${decisions}{decision=~"action_limit|target_limit|total_limit"}`)}) > 0`,
      for: pace(minutes(1)),
      summary: 'The remediator of {{ $labels.namespace }} may not do {{ $labels.action }} again for now',
      description:
        'It has acted as often as its policy allows, and alerts still come: acting does not end what is wrong.',
      runbook: 'auto-remediation',
      samples: [
        sample(decisions, { action: 'restart', decision: 'action_limit' }, { control: 'gone', fault: 1 }),
        sample(decisions, { action: 'restart', decision: 'target_limit' }, { control: 'gone', fault: 1 }),
        sample(decisions, { action: 'restart', decision: 'total_limit' }, { control: 0, fault: 0 }),
      ],
      everyFaultCounts: true,
    },
  ];
};
