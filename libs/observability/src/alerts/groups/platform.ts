import { alertmanager, prometheus } from '../../exporters/index.ts';
import { minutes, promql, seconds } from '../../promql/index.ts';
import type { AlertGroup } from '../alert.ts';
import { sample } from '../sample.ts';
import { thresholds } from '../thresholds.ts';

const limit = thresholds.platform;
const own = prometheus.metrics;
const manager = alertmanager.metrics;

/** Alerts about what alerts, and the alert that says with its presence that all of it works. */
export const platform: AlertGroup = ({ pace }) => {
  const window = pace(minutes(5));
  return [
    {
      name: 'Watchdog',
      severity: 'info',
      service: 'prometheus',
      expr: promql`vector(1)`,
      for: pace(seconds(1)),
      summary: 'Alerts come through',
      description:
        'This alert always fires. When it stops coming, whoever waits for it knows that no other would come.',
      runbook: 'monitoring-stack',
      samples: [],
    },
    {
      name: 'RulesFailing',
      severity: 'critical',
      service: 'prometheus',
      expr: promql`sum by (namespace, rule_group) (increase(${own.ruleFailures}[${window}])) > 0`,
      for: pace(minutes(10)),
      summary: 'Prometheus cannot evaluate {{ $labels.rule_group }}',
      description: 'Alerts of this group may not fire.',
      runbook: 'monitoring-stack',
      samples: [sample(own.ruleFailures, { rule_group: 'queues' }, { control: 0, fault: 2 })],
    },
    {
      name: 'PrometheusReloadFailed',
      severity: 'warning',
      service: 'prometheus',
      expr: promql`min by (namespace, instance) (${own.reloaded}) == 0`,
      for: pace(minutes(5)),
      summary: '{{ $labels.instance }} goes on with an old configuration',
      description: 'The new one is not valid; rules and targets in it do not count yet.',
      runbook: 'monitoring-stack',
      samples: [sample(own.reloaded, { instance: 'p' }, { control: 1, fault: 0 })],
    },
    {
      name: 'AlertmanagerReloadFailed',
      severity: 'warning',
      service: 'alertmanager',
      expr: promql`min by (namespace, instance) (${manager.reloaded}) == 0`,
      for: pace(minutes(5)),
      summary: '{{ $labels.instance }} goes on with an old configuration',
      description: 'The new one is not valid; alerts go where they went before.',
      runbook: 'monitoring-stack',
      samples: [sample(manager.reloaded, { instance: 'a' }, { control: 1, fault: 0 })],
    },
    {
      name: 'NotificationsFailing',
      severity: 'critical',
      service: 'alertmanager',
      expr: promql`sum by (namespace, integration) (rate(${manager.failures}[${window}])) / sum by (namespace, integration) (rate(${manager.notifications}[${window}])) > ${limit.notificationFailureShare}`,
      for: pace(minutes(5)),
      summary: 'Notifications by {{ $labels.integration }} fail',
      description: '{{ $value | humanizePercentage }} of them do: somebody is not told of something.',
      runbook: 'monitoring-stack',
      samples: [
        sample(manager.failures, { integration: 'slack' }, { control: 1, fault: 3 }),
        sample(manager.notifications, { integration: 'slack' }, { control: 20, fault: 20 }),
      ],
    },
    {
      name: 'AlertsDropped',
      severity: 'critical',
      service: 'prometheus',
      expr: promql`sum by (namespace, instance) (increase(${own.notificationsDropped}[${window}])) > 0`,
      for: pace(minutes(10)),
      summary: 'Alerts of {{ $labels.instance }} reach no Alertmanager',
      description: '{{ $value | humanize }} were dropped within five minutes.',
      runbook: 'monitoring-stack',
      samples: [sample(own.notificationsDropped, { instance: 'p' }, { control: 0, fault: 3 })],
    },
    {
      name: 'LongTermMetricsFailing',
      severity: 'warning',
      service: 'prometheus',
      expr: promql`sum by (namespace, instance) (rate(${own.remoteFailures}[${window}])) > 0`,
      for: pace(minutes(10)),
      summary: 'The long-term store does not take what {{ $labels.instance }} sends',
      description: '{{ $value | humanize }} samples a second are missing from the history.',
      runbook: 'monitoring-stack',
      samples: [sample(own.remoteFailures, { instance: 'p' }, { control: 0, fault: 60 })],
    },
  ];
};
