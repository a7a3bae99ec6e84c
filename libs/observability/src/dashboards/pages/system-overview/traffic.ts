import { httpMetrics, toolMetrics } from '@octollm/catalogue';
import { promql } from '../../../promql/index.ts';
import type { Row } from '../../parts/dashboard.ts';
import { graph, lines } from '../../parts/panel.ts';
import { perSecond, quantile, share } from '../../parts/queries.ts';
import { inNamespace } from '../../parts/variables.ts';

const scope = inNamespace;
const failed = { scope, where: 'status=~"5.."' };
const gateway = { scope, where: 'job="reflex-gateway"' };

/** What comes in and how it is answered. */
export const trafficRow: Row = {
  title: 'Traffic',
  panels: [
    graph({
      title: 'Requests',
      description: 'Requests a second, by service.',
      unit: 'reqps',
      query: perSecond(httpMetrics.requests, { scope, by: ['job'] }),
      legend: '{{job}}',
    }),
    graph({
      title: 'Errors',
      description:
        'The share of answers of 500 and above, by service. Above 5 % for five minutes is an alert.',
      unit: 'percentunit',
      bounds: { min: 0 },
      thresholds: { warning: 0.01, critical: 0.05 },
      runbook: 'high-error-rate',
      query: share(
        perSecond(httpMetrics.requests, { ...failed, by: ['job'] }),
        perSecond(httpMetrics.requests, { scope, by: ['job'] }),
      ),
      legend: '{{job}}',
    }),
    lines({
      title: 'Time to answer at the gateway',
      description: 'From the request line to the end of the answer. The objective is 0.5 s for 95 %.',
      unit: 's',
      thresholds: { warning: 0.5, critical: 2 },
      runbook: 'high-latency',
      lines: [0.5, 0.95, 0.99].map((of) => ({
        query: quantile(of, httpMetrics.duration, gateway),
        legend: `P${of * 100}`,
      })),
    }),
    graph({
      title: 'Queries that are answered now',
      description: 'Multi-agent queries and executions of tools, by replica.',
      unit: 'short',
      query: promql`sum by (instance) (${toolMetrics.activeQueries}{${scope}})`,
      legend: '{{instance}}',
    }),
  ],
};
