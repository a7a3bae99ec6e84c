import { armCallMetrics, modelMetrics, taskMetrics } from '@octollm/catalogue';
import { promql } from '../../../promql/index.ts';
import type { Row } from '../../parts/dashboard.ts';
import { bars, graph, lines } from '../../parts/panel.ts';
import { inRange, perSecond, quantile } from '../../parts/queries.ts';
import { inNamespace } from '../../parts/variables.ts';

const scope = inNamespace;

/** What becomes of tasks. */
export const tasksAndArmsRow: Row = {
  title: 'Tasks and arms',
  panels: [
    graph({
      title: 'Tasks that ended',
      description: 'A second, by how they ended.',
      unit: 'ops',
      runbook: 'task-throughput',
      query: perSecond(taskMetrics.completed, { scope, by: ['status'] }),
      legend: '{{status}}',
    }),
    lines({
      title: 'Time a task takes',
      description: 'From accepting a task to its end. Above 30 s for 95 % is an alert.',
      unit: 's',
      thresholds: { warning: 15, critical: 30 },
      runbook: 'high-latency',
      lines: [0.5, 0.95, 0.99].map((of) => ({
        query: quantile(of, taskMetrics.duration, { scope }),
        legend: `P${of * 100}`,
      })),
    }),
    bars({
      title: 'Calls of arms in the time shown',
      description: 'By arm and outcome.',
      unit: 'short',
      runbook: 'arm-failure',
      query: inRange(armCallMetrics.armCalls, { scope, by: ['arm', 'outcome'] }),
      legend: '{{arm}} {{outcome}}',
    }),
    graph({
      title: 'Cost of models an hour',
      description: 'US dollars an hour at the present rate, by model.',
      unit: 'currencyUSD',
      runbook: 'llm-cost',
      query: promql`${perSecond(modelMetrics.llmCost, { scope, by: ['model'] })} * 3600`,
      legend: '{{model}}',
    }),
  ],
};
