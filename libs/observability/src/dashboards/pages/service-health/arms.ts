import { armMetrics } from '@octollm/catalogue';
import type { Row } from '../../parts/dashboard.ts';
import { graph, lines } from '../../parts/panel.ts';
import { perSecond, quantile } from '../../parts/queries.ts';

/** What arms do. */
export const armsRow: Row = {
  title: 'Arms',
  panels: [
    lines({
      title: 'Time an action takes',
      description: 'P95, by arm.',
      unit: 's',
      runbook: 'arm-failure',
      lines: [
        {
          query: quantile(0.95, armMetrics.duration, { by: ['arm', 'action'] }),
          legend: '{{arm}} {{action}}',
        },
      ],
    }),
    graph({
      title: 'Actions that failed',
      description: 'A second, by arm and category.',
      unit: 'ops',
      rare: true,
      runbook: 'arm-failure',
      query: perSecond(armMetrics.errors, { by: ['arm', 'category'] }),
      legend: '{{arm}} {{category}}',
    }),
  ],
};
