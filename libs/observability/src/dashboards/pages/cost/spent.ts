import { modelMetrics, taskMetrics } from '@octollm/catalogue';
import { promql } from '../../../promql/index.ts';
import type { Row } from '../../parts/dashboard.ts';
import { bars, graph, stat } from '../../parts/panel.ts';
import { inRange, perSecond } from '../../parts/queries.ts';
import { inNamespace } from '../../parts/variables.ts';

const scope = inNamespace;

/** `rate()` is per second: what people count is an hour, a day or a month. */
const spentIn = (window: 'day' | 'week' | 'month') => {
  const spans = { day: '1d', week: '7d', month: '30d' } as const;
  return promql`sum(increase(${modelMetrics.llmCost}{${scope}}[${{ kind: 'piece', text: spans[window] }}]))`;
};

/** What models have cost. */
export const spentRow: Row = {
  title: 'Cost',
  panels: [
    stat({
      title: 'Last day',
      description: 'US dollars. Above 500 is an alert.',
      unit: 'currencyUSD',
      thresholds: { warning: 400, critical: 500 },
      runbook: 'llm-cost',
      query: spentIn('day'),
    }),
    stat({
      title: 'Last seven days',
      description: 'US dollars.',
      unit: 'currencyUSD',
      runbook: 'llm-cost',
      query: spentIn('week'),
    }),
    stat({
      title: 'Last thirty days',
      description: 'US dollars. Above 10,000 is an alert.',
      unit: 'currencyUSD',
      thresholds: { warning: 8_000, critical: 10_000 },
      runbook: 'llm-cost',
      query: spentIn('month'),
    }),
    stat({
      title: 'A task',
      description: 'US dollars in the time shown over the tasks that ended in it.',
      unit: 'currencyUSD',
      runbook: 'llm-cost',
      query: promql`${inRange(modelMetrics.llmCost, { scope })} / ${inRange(taskMetrics.completed, { scope })}`,
    }),
    graph({
      title: 'Cost an hour',
      description: 'US dollars an hour at the present rate, by model. Twice the average is an alert.',
      unit: 'currencyUSD',
      runbook: 'llm-cost',
      query: promql`${perSecond(modelMetrics.llmCost, { scope, by: ['provider', 'model'] })} * 3600`,
      legend: '{{provider}} {{model}}',
    }),
    bars({
      title: 'Cost by model in the time shown',
      description: 'US dollars.',
      unit: 'currencyUSD',
      runbook: 'llm-cost',
      query: inRange(modelMetrics.llmCost, { scope, by: ['provider', 'model'] }),
      legend: '{{provider}} {{model}}',
    }),
  ],
};
