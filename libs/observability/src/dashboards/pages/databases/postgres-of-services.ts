import { databaseMetrics } from '@octollm/catalogue';
import { promql } from '../../../promql/index.ts';
import type { Row } from '../../parts/dashboard.ts';
import { graph } from '../../parts/panel.ts';
import { perSecond, quantile } from '../../parts/queries.ts';
import { inNamespace } from '../../parts/variables.ts';

const scope = inNamespace;

/** PostgreSQL as the services see it. */
export const postgresOfServicesRow: Row = {
  title: 'PostgreSQL, seen by the services',
  panels: [
    graph({
      title: 'Connections of the pools in use',
      description: 'Of those that a service may open. At 100 % callers wait.',
      unit: 'percentunit',
      bounds: { min: 0, max: 1 },
      thresholds: { warning: 0.8, critical: 0.95 },
      runbook: 'database-connection',
      query: promql`sum by (job) (${databaseMetrics.connections}{${scope}, state="used"}) / sum by (job) (${databaseMetrics.maxConnections}{${scope}})`,
      legend: '{{job}}',
    }),
    graph({
      title: 'Waiting for a connection',
      description: 'P95 of the time, by service.',
      unit: 's',
      thresholds: { warning: 0.05, critical: 0.5 },
      runbook: 'database-connection',
      query: quantile(0.95, databaseMetrics.connectionWait, { scope, by: ['job'] }),
      legend: '{{job}}',
    }),
    graph({
      title: 'Slowest statements',
      description: 'P95, the ten slowest.',
      unit: 's',
      runbook: 'slow-queries',
      query: promql`topk(10, ${quantile(0.95, databaseMetrics.statementDuration, { scope, by: ['statement'] })})`,
      legend: '{{statement}}',
    }),
    graph({
      title: 'Statements that failed',
      description: 'A second, by kind.',
      unit: 'ops',
      rare: true,
      runbook: 'database-connection',
      query: perSecond(databaseMetrics.statementErrors, { scope, by: ['kind'] }),
      legend: '{{kind}}',
    }),
  ],
};
