import { httpMetrics, modelMetrics, taskMetrics } from '@octollm/catalogue';
import { targetMetrics } from '../../../exporters/index.ts';
import { promql } from '../../../promql/index.ts';
import type { Row } from '../../parts/dashboard.ts';
import { dial, stat } from '../../parts/panel.ts';
import { inRange, remainder, share } from '../../parts/queries.ts';
import { inNamespace } from '../../parts/variables.ts';

const scope = inNamespace;
const gateway = { scope, where: 'job="reflex-gateway"' };

/** The numbers to look at first. */
export const nowRow: Row = {
  title: 'Now',
  panels: [
    dial({
      title: 'Tasks that succeed',
      description: 'Of the tasks that ended in the time shown. The objective is 95 % over seven days.',
      unit: 'percentunit',
      bounds: { min: 0, max: 1 },
      thresholds: { warning: 0.97, critical: 0.95 },
      runbook: 'task-throughput',
      query: share(
        inRange(taskMetrics.completed, { scope, where: 'status="succeeded"' }),
        inRange(taskMetrics.completed, { scope }),
      ),
    }),
    dial({
      title: 'Requests that succeed',
      description: 'Answers of the gateway below 500. The objective is 99.9 % over thirty days.',
      unit: 'percentunit',
      bounds: { min: 0.9, max: 1 },
      thresholds: { warning: 0.999, critical: 0.99 },
      runbook: 'high-error-rate',
      query: remainder(
        inRange(httpMetrics.requests, { scope, where: 'job="reflex-gateway", status=~"5.."' }),
        inRange(httpMetrics.requests, gateway),
      ),
    }),
    stat({
      title: 'Targets that answer',
      description: 'Of all that Prometheus scrapes.',
      unit: 'percentunit',
      thresholds: { warning: 1, critical: 0.95 },
      runbook: 'service-unavailable',
      query: promql`avg(${targetMetrics.up}{${scope}})`,
    }),
    stat({
      title: 'Cost of models in the time shown',
      description: 'US dollars, as counted by the services.',
      unit: 'currencyUSD',
      runbook: 'llm-cost',
      query: inRange(modelMetrics.llmCost, { scope }),
    }),
  ],
};
