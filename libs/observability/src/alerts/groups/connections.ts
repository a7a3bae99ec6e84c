import { databaseMetrics } from '@octollm/catalogue';
import { postgresExporter } from '../../exporters/index.ts';
import { minutes, promql } from '../../promql/index.ts';
import type { AlertGroup } from '../alert.ts';
import { sample } from '../sample.ts';
import { thresholds } from '../thresholds.ts';

const limit = thresholds.database;
const pg = postgresExporter.metrics;
const datname = 'octollm';

/** The connections to PostgreSQL, from both ends. */
export const connections: AlertGroup = ({ pace }) => {
  const window = pace(minutes(5));
  return [
    {
      name: 'ConnectionPoolExhausted',
      severity: 'critical',
      service: '{{ $labels.job }}',
      expr: promql`sum by (namespace, job, pool) (${databaseMetrics.connections}{state="used"}) / sum by (namespace, job, pool) (${databaseMetrics.maxConnections}) > ${limit.poolShare}`,
      for: pace(minutes(2)),
      summary: 'The pool of {{ $labels.job }} in {{ $labels.namespace }} has no connection left',
      description:
        '{{ $value | humanizePercentage }} of its connections to the {{ $labels.pool }} are in use; requests queue for one.',
      runbook: 'database-connection',
      samples: [
        sample(
          databaseMetrics.connections,
          { job: 'orchestrator', pool: 'primary', state: 'used' },
          { control: 5, fault: 10 },
        ),
        sample(
          databaseMetrics.connections,
          { job: 'orchestrator', pool: 'primary', state: 'idle' },
          { control: 5, fault: 0 },
        ),
        sample(
          databaseMetrics.maxConnections,
          { job: 'orchestrator', pool: 'primary' },
          { control: 10, fault: 10 },
        ),
      ],
    },
    {
      name: 'PostgresConnectionsHigh',
      severity: 'critical',
      service: 'postgres',
      expr: promql`sum by (namespace, instance) (${pg.backends}) / max by (namespace, instance) (${pg.maxConnections}) > ${limit.connectionShare}`,
      for: pace(minutes(2)),
      summary: 'PostgreSQL in {{ $labels.namespace }} takes hardly any more connections',
      description: '{{ $value | humanizePercentage }} of max_connections are in use.',
      runbook: 'database-connection',
      samples: [
        sample(pg.backends, { instance: 'a', datname }, { control: 60, fault: 90 }),
        sample(pg.backends, { instance: 'a', datname: 'postgres' }, { control: 2, fault: 5 }),
        sample(pg.maxConnections, { instance: 'a' }, { control: 100, fault: 100 }),
      ],
    },
    {
      name: 'DatabaseErrors',
      severity: 'warning',
      service: '{{ $labels.job }}',
      expr: promql`sum by (namespace, job) (rate(${databaseMetrics.statementErrors}{kind!="refused"}[${window}])) > ${limit.errorsPerSecond}`,
      for: pace(minutes(2)),
      summary: '{{ $labels.job }} in {{ $labels.namespace }} does not get through to PostgreSQL',
      description: '{{ $value | humanize }} statements a second found no database or got no answer in time.',
      runbook: 'database-connection',
      samples: [
        sample(
          databaseMetrics.statementErrors,
          { job: 'orchestrator', kind: 'timeout' },
          { control: 2, fault: 12 },
        ),
        sample(
          databaseMetrics.statementErrors,
          { job: 'orchestrator', kind: 'refused' },
          { control: 60, fault: 60 },
        ),
      ],
    },
  ];
};
