import { authenticationMetrics, httpMetrics } from '@octollm/catalogue';
import { promql } from '../../../promql/index.ts';
import type { Row } from '../../parts/dashboard.ts';
import { bars, graph, lines } from '../../parts/panel.ts';
import { inRange, perSecond, quantile, share } from '../../parts/queries.ts';
import { ofService } from '../../parts/variables.ts';

/** What is asked, and how it is answered. */
export const requestsRow: Row = {
  title: 'Requests',
  panels: [
    graph({
      title: 'Requests by status',
      description: 'A second.',
      unit: 'reqps',
      query: perSecond(httpMetrics.requests, { by: ['status'] }),
      legend: '{{status}}',
    }),
    graph({
      title: 'Errors by route',
      description: 'The share of answers of 500 and above.',
      unit: 'percentunit',
      bounds: { min: 0 },
      thresholds: { warning: 0.01, critical: 0.05 },
      runbook: 'high-error-rate',
      query: share(
        perSecond(httpMetrics.requests, { where: 'status=~"5.."', by: ['job', 'route'] }),
        perSecond(httpMetrics.requests, { by: ['job', 'route'] }),
      ),
      legend: '{{job}} {{route}}',
    }),
    lines({
      title: 'Time to answer',
      description: 'Of the services that are chosen together.',
      unit: 's',
      runbook: 'high-latency',
      lines: [0.5, 0.95, 0.99].map((of) => ({
        query: quantile(of, httpMetrics.duration),
        legend: `P${of * 100}`,
      })),
    }),
    bars({
      title: 'Slowest routes',
      description: 'P95 of the time to answer.',
      unit: 's',
      runbook: 'high-latency',
      query: promql`topk(10, ${quantile(0.95, httpMetrics.duration, { by: ['job', 'route'] })})`,
      legend: '{{job}} {{route}}',
    }),
    graph({
      title: 'Requests that are being answered',
      description: 'By service.',
      unit: 'short',
      query: promql`sum by (job) (${httpMetrics.inFlight}{${ofService}})`,
      legend: '{{job}}',
    }),
    graph({
      title: 'Callers that were refused',
      description: 'Keys and tokens that did not hold, by reason.',
      unit: 'ops',
      rare: true,
      runbook: 'security-violation',
      query: perSecond(authenticationMetrics.authenticationFailures, { by: ['job', 'reason'] }),
      legend: '{{job}} {{reason}}',
    }),
    bars({
      title: 'Most asked',
      description: 'Requests in the time shown.',
      unit: 'short',
      query: promql`topk(10, ${inRange(httpMetrics.requests, { by: ['job', 'route'] })})`,
      legend: '{{job}} {{route}}',
    }),
  ],
};
