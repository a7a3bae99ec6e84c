import { remediationMetrics } from '@octollm/catalogue';
import { alertmanager, certManager, prometheus, targetMetrics } from '../../exporters/index.ts';
import { promql } from '../../promql/index.ts';
import type { Dashboard } from '../parts/dashboard.ts';
import { bars, graph, lines } from '../parts/panel.ts';
import { inRange, perSecond, quantile } from '../parts/queries.ts';
import { inNamespace } from '../parts/variables.ts';

const scope = inNamespace;
const server = prometheus.metrics;
const sender = alertmanager.metrics;

/** Whether what watches the platform is well itself, and when certificates end. */
export const monitoring: Dashboard = {
  uid: 'octollm-monitoring',
  title: 'Monitoring and certificates',
  description: 'Whether what watches the platform is well itself, and when certificates end.',
  range: '6h',
  rows: [
    {
      title: 'Metrics',
      panels: [
        graph({
          title: 'Targets that do not answer',
          description: 'By job.',
          unit: 'short',
          thresholds: { warning: 1, critical: 2 },
          runbook: 'service-unavailable',
          query: promql`sum by (job) (1 - ${targetMetrics.up}{${scope}})`,
          legend: '{{job}}',
        }),
        bars({
          title: 'Series of a target',
          description:
            'What the last scrape brought, of the ten with the most. It grows when a label has ever more values.',
          unit: 'short',
          runbook: 'monitoring-stack',
          query: promql`topk(10, max by (job) (${targetMetrics.samples}{${scope}}))`,
          legend: '{{job}}',
        }),
        graph({
          title: 'Series in memory',
          description: 'Of each Prometheus.',
          unit: 'short',
          runbook: 'monitoring-stack',
          query: promql`sum by (instance) (${server.headSeries}{${scope}})`,
          legend: '{{instance}}',
        }),
        lines({
          title: 'What failed',
          description:
            'Evaluations of rules, alerts that no Alertmanager took and samples that the store of a year did not take, a second.',
          unit: 'ops',
          thresholds: { warning: 0.001, critical: 1 },
          runbook: 'monitoring-stack',
          lines: [
            { query: perSecond(server.ruleFailures, { scope }), legend: 'rules' },
            { query: perSecond(server.notificationsDropped, { scope }), legend: 'alerts' },
            { query: perSecond(server.remoteFailures, { scope }), legend: 'samples' },
          ],
        }),
      ],
    },
    {
      title: 'Alerts',
      panels: [
        bars({
          title: 'Notifications in the time shown',
          description: 'By the way they took.',
          unit: 'short',
          runbook: 'monitoring-stack',
          query: inRange(sender.notifications, { scope, by: ['integration'] }),
          legend: '{{integration}}',
        }),
        bars({
          title: 'Notifications that failed in the time shown',
          description: 'By the way they should have taken. Any is an alert.',
          unit: 'short',
          thresholds: { warning: 1, critical: 5 },
          runbook: 'monitoring-stack',
          query: inRange(sender.failures, { scope, by: ['integration'] }),
          legend: '{{integration}}',
        }),
      ],
    },
    {
      title: 'Auto-remediation',
      panels: [
        bars({
          title: 'Actions in the time shown',
          description: 'What the remediator did, and what came of it.',
          unit: 'short',
          runbook: 'auto-remediation',
          query: inRange(remediationMetrics.remediationActions, { scope, by: ['action', 'outcome'] }),
          legend: '{{action}} {{outcome}}',
        }),
        bars({
          title: 'Decisions in the time shown',
          description: 'What it decided about alerts; in a dry run nothing is done.',
          unit: 'short',
          runbook: 'auto-remediation',
          query: inRange(remediationMetrics.remediationDecisions, { scope, by: ['action', 'decision'] }),
          legend: '{{action}} {{decision}}',
        }),
        graph({
          title: 'Time that actions take',
          description: 'One in twenty takes longer.',
          unit: 's',
          runbook: 'auto-remediation',
          query: quantile(0.95, remediationMetrics.remediationActionDuration, { scope, by: ['action'] }),
          legend: '{{action}}',
        }),
      ],
    },
    {
      title: 'Certificates',
      panels: [
        bars({
          title: 'Time that is left',
          description: 'Less than seven days is an alert: renewal should have happened three weeks before.',
          unit: 's',
          thresholds: { warning: 1_814_400, critical: 604_800 },
          runbook: 'certificates',
          query: promql`min by (name) (${certManager.metrics.expiry}) - time()`,
          legend: '{{name}}',
        }),
      ],
    },
  ],
};
