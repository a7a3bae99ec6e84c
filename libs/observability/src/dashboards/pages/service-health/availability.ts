import { targetMetrics } from '../../../exporters/index.ts';
import { panelRange, promql } from '../../../promql/index.ts';
import type { Row } from '../../parts/dashboard.ts';
import { bars, graph } from '../../parts/panel.ts';
import { ofService } from '../../parts/variables.ts';

/** Whether services answer. */
export const availabilityRow: Row = {
  title: 'Availability',
  panels: [
    bars({
      title: 'Up in the time shown',
      description: 'The share of scrapes that were answered. Below 95 % over a day is an alert.',
      unit: 'percentunit',
      bounds: { min: 0, max: 1 },
      thresholds: { warning: 0.999, critical: 0.95 },
      runbook: 'service-unavailable',
      query: promql`avg by (job) (avg_over_time(${targetMetrics.up}{${ofService}}[${panelRange}]))`,
      legend: '{{job}}',
    }),
    graph({
      title: 'Replicas that answer',
      description: 'By service.',
      unit: 'short',
      bounds: { min: 0 },
      runbook: 'service-unavailable',
      query: promql`sum by (job) (${targetMetrics.up}{${ofService}})`,
      legend: '{{job}}',
    }),
  ],
};
