import { cloudNativePg, postgresExporter } from '../../../exporters/index.ts';
import { panelWindow, promql } from '../../../promql/index.ts';
import type { Row } from '../../parts/dashboard.ts';
import { graph, lines } from '../../parts/panel.ts';
import { perSecond } from '../../parts/queries.ts';
import { inNamespace } from '../../parts/variables.ts';

const scope = inNamespace;
const postgres = postgresExporter.metrics;

/** PostgreSQL as it sees itself. */
export const postgresRow: Row = {
  title: 'PostgreSQL',
  panels: [
    lines({
      title: 'Connections of the server',
      description: 'Open, and at most.',
      unit: 'short',
      runbook: 'database-connection',
      lines: [
        { query: promql`sum(${postgres.backends}{${scope}})`, legend: 'open' },
        { query: promql`max(${postgres.maxConnections}{${scope}})`, legend: 'at most' },
      ],
    }),
    lines({
      title: 'Transactions',
      description: 'A second.',
      unit: 'ops',
      lines: [
        { query: perSecond(postgres.commits, { scope }), legend: 'committed' },
        { query: perSecond(postgres.rollbacks, { scope }), legend: 'rolled back' },
        { query: perSecond(postgres.deadlocks, { scope }), legend: 'deadlocks' },
      ],
    }),
    graph({
      title: 'Blocks found in the buffers',
      description: 'Below 99 % the buffers are too small for what is read.',
      unit: 'percentunit',
      bounds: { max: 1 },
      thresholds: { warning: 0.99, critical: 0.95 },
      runbook: 'slow-queries',
      query: promql`sum by (datname) (rate(${postgres.blocksHit}{${scope}}[${panelWindow}])) / (sum by (datname) (rate(${postgres.blocksHit}{${scope}}[${panelWindow}])) + sum by (datname) (rate(${postgres.blocksRead}{${scope}}[${panelWindow}])))`,
      legend: '{{datname}}',
    }),
    graph({
      title: 'Size',
      description: 'By database.',
      unit: 'bytes',
      runbook: 'disk-space',
      query: promql`max by (datname) (${postgres.size}{${scope}})`,
      legend: '{{datname}}',
    }),
    graph({
      title: 'Oldest transaction',
      description: 'A transaction that stays open keeps what was deleted.',
      unit: 's',
      thresholds: { warning: 10, critical: 60 },
      runbook: 'slow-queries',
      query: promql`max by (datname) (${postgres.longestTransaction}{${scope}})`,
      legend: '{{datname}}',
    }),
    lines({
      title: 'Standbys behind their primary',
      description: 'Above 60 s is an alert.',
      unit: 's',
      thresholds: { warning: 10, critical: 60 },
      runbook: 'database-replication',
      lines: [
        {
          query: promql`max by (namespace) (${postgres.replicationLag}{${scope}})`,
          legend: '{{namespace}}',
        },
        {
          query: promql`max by (pod) (${cloudNativePg.metrics.replicationLag}{${scope}})`,
          legend: '{{pod}}',
        },
      ],
    }),
  ],
};
