import { processMetrics } from '@octollm/catalogue';
import { promql } from '../../../promql/index.ts';
import type { Row } from '../../parts/dashboard.ts';
import { graph } from '../../parts/panel.ts';
import { perSecond, quantile } from '../../parts/queries.ts';
import { ofService } from '../../parts/variables.ts';

/** How the processes are. */
export const processesRow: Row = {
  title: 'Processes',
  panels: [
    graph({
      title: 'Processor',
      description: 'Cores in use, by replica.',
      unit: 'short',
      runbook: 'resource-exhaustion',
      query: perSecond(processMetrics.cpu, { by: ['job', 'instance'] }),
      legend: '{{job}} {{instance}}',
    }),
    graph({
      title: 'Memory',
      description: 'What each process holds.',
      unit: 'bytes',
      runbook: 'memory-leak',
      query: promql`sum by (job, instance) (${processMetrics.residentMemory}{${ofService}})`,
      legend: '{{job}} {{instance}}',
    }),
    graph({
      title: 'Event loop',
      description:
        'How late the latest hundredth of the timers came. Everything in a process waits that long.',
      unit: 's',
      thresholds: { warning: 0.1, critical: 0.5 },
      runbook: 'high-latency',
      query: promql`max by (job, instance) (${processMetrics.eventLoopLagP99}{${ofService}})`,
      legend: '{{job}} {{instance}}',
    }),
    graph({
      title: 'Garbage collection',
      description: 'Time that a second loses to it, P95 of one collection.',
      unit: 's',
      query: quantile(0.95, processMetrics.garbageCollection, { by: ['job'] }),
      legend: '{{job}}',
    }),
  ],
};
