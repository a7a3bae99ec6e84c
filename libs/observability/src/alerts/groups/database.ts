import { cloudNativePg, postgresExporter, targetMetrics } from '../../exporters/index.ts';
import { minutes, promql } from '../../promql/index.ts';
import type { AlertGroup } from '../alert.ts';
import { sample } from '../sample.ts';
import { thresholds } from '../thresholds.ts';

const limit = thresholds.database;
const pg = postgresExporter.metrics;
const cnpg = cloudNativePg.metrics;
const datname = 'octollm';

export const database: AlertGroup = ({ pace }) => [
  {
    name: 'PostgresDown',
    severity: 'critical',
    service: 'postgres',
    expr: promql`max by (namespace) (${pg.up}) == 0 or max by (namespace) (${cnpg.up}) == 0 or sum by (namespace) (${targetMetrics.up}{job=~"(.*/)?postgres(-exporter)?"}) == 0`,
    for: pace(minutes(1)),
    summary: 'PostgreSQL does not answer in {{ $labels.namespace }}',
    description: 'No task can be taken, continued or read while it does not.',
    runbook: 'database-connection',
    samples: [sample(pg.up, { instance: 'a' }, { control: 1, fault: 0 })],
  },
  {
    name: 'PostgresInstanceDown',
    severity: 'warning',
    service: 'postgres',
    expr: promql`min by (namespace, pod) (${cnpg.up}) == 0`,
    for: pace(minutes(2)),
    summary: 'The instance {{ $labels.pod }} of PostgreSQL is down in {{ $labels.namespace }}',
    description: 'The cluster has one copy less to fail over to.',
    runbook: 'database-replication',
    samples: [sample(cnpg.up, { pod: 'postgres-2' }, { control: 1, fault: 0 })],
  },
  {
    name: 'ReplicationLag',
    severity: 'warning',
    service: 'postgres',
    expr: promql`max by (namespace, pod) (${cnpg.replicationLag}) > ${limit.replicationLag} or max by (namespace, pod) (${pg.replicationLag}) > ${limit.replicationLag}`,
    for: pace(minutes(2)),
    summary: 'A standby of PostgreSQL is behind in {{ $labels.namespace }}',
    description:
      '{{ $labels.pod }} is {{ $value | humanizeDuration }} behind; a failover to it would lose as much.',
    runbook: 'database-replication',
    samples: [sample(cnpg.replicationLag, { pod: 'postgres-2' }, { control: 20, fault: 120 })],
  },
  {
    name: 'SlowQueries',
    severity: 'warning',
    service: 'postgres',
    expr: promql`max by (namespace, datname) (${pg.longestTransaction}{state="active"}) > ${limit.queryTime}`,
    for: pace(minutes(2)),
    summary: 'Queries of {{ $labels.datname }} in {{ $labels.namespace }} take long',
    description: 'One has been running for {{ $value | humanizeDuration }}.',
    runbook: 'slow-queries',
    samples: [
      sample(pg.longestTransaction, { datname, state: 'active' }, { control: 4, fault: 30 }),
      sample(pg.longestTransaction, { datname, state: 'idle' }, { control: 300, fault: 300 }),
    ],
  },
  {
    name: 'Deadlocks',
    severity: 'info',
    service: 'postgres',
    expr: promql`sum by (namespace, datname) (increase(${pg.deadlocks}[${pace(minutes(15))}])) > ${limit.deadlocks}`,
    for: pace(minutes(5)),
    summary: 'Transactions of {{ $labels.datname }} in {{ $labels.namespace }} block each other',
    description: '{{ $value | humanize }} were ended for it within a quarter of an hour.',
    runbook: 'slow-queries',
    samples: [sample(pg.deadlocks, { datname }, { control: 0.1, fault: 0.5 })],
  },
];
