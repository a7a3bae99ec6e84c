import { kubelet, kubeStateMetrics } from '../../../exporters/index.ts';
import { panelWindow, promql } from '../../../promql/index.ts';
import type { Row } from '../../parts/dashboard.ts';
import { graph } from '../../parts/panel.ts';
import { perSecond } from '../../parts/queries.ts';
import { inNamespace } from '../../parts/variables.ts';

const scope = inNamespace;
const inContainers = { scope, where: 'container!=""', by: ['pod'] };

/** What containers use of what they may use. */
export const processorAndMemoryRow: Row = {
  title: 'Processor and memory',
  panels: [
    graph({
      title: 'Processor by pod',
      description: 'Cores in use.',
      unit: 'short',
      runbook: 'resource-exhaustion',
      query: perSecond(kubelet.metrics.cpu, inContainers),
      legend: '{{pod}}',
    }),
    graph({
      title: 'Memory by pod',
      description: 'The working set, which the kernel cannot take back.',
      unit: 'bytes',
      runbook: 'resource-exhaustion',
      query: promql`sum by (pod) (${kubelet.metrics.memory}{${scope}, container!=""})`,
      legend: '{{pod}}',
    }),
    graph({
      title: 'Memory of its limit',
      description: 'Above 90 % for five minutes is an alert: at 100 % the container is killed.',
      unit: 'percentunit',
      bounds: { min: 0, max: 1 },
      thresholds: { warning: 0.8, critical: 0.9 },
      runbook: 'resource-exhaustion',
      query: promql`sum by (namespace, pod) (${kubelet.metrics.memory}{${scope}, container!=""}) / on (namespace, pod) sum by (namespace, pod) (${kubeStateMetrics.metrics.limits}{${scope}, resource="memory"})`,
      legend: '{{pod}}',
    }),
    graph({
      title: 'Held back at the limit of processors',
      description: 'The share of periods in which a container had to wait.',
      unit: 'percentunit',
      bounds: { min: 0 },
      thresholds: { warning: 0.25, critical: 0.5 },
      runbook: 'resource-exhaustion',
      query: promql`sum by (pod) (rate(${kubelet.metrics.throttled}{${scope}, container!=""}[${panelWindow}])) / sum by (pod) (rate(${kubelet.metrics.periods}{${scope}, container!=""}[${panelWindow}]))`,
      legend: '{{pod}}',
    }),
  ],
};
