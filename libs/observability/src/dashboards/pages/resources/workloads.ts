import { kubeStateMetrics } from '../../../exporters/index.ts';
import { promql } from '../../../promql/index.ts';
import type { Row } from '../../parts/dashboard.ts';
import { bars, graph } from '../../parts/panel.ts';
import { inNamespace } from '../../parts/variables.ts';

const scope = inNamespace;

/** Whether as many pods run as should. */
export const workloadsRow: Row = {
  title: 'Workloads',
  panels: [
    graph({
      title: 'Replicas that are missing',
      description: 'What a Deployment asks for and does not have.',
      unit: 'short',
      thresholds: { warning: 1, critical: 2 },
      runbook: 'workload-unhealthy',
      query: promql`sum by (deployment) (${kubeStateMetrics.metrics.deploymentReplicas}{${scope}}) - on (deployment) sum by (deployment) (${kubeStateMetrics.metrics.deploymentAvailable}{${scope}})`,
      legend: '{{deployment}}',
    }),
    graph({
      title: 'Restarts',
      description: 'Of containers, by pod and hour.',
      unit: 'short',
      runbook: 'workload-unhealthy',
      query: promql`sum by (pod) (increase(${kubeStateMetrics.metrics.restarts}{${scope}}[1h]))`,
      legend: '{{pod}}',
    }),
    graph({
      title: 'Replicas of autoscalers',
      description: 'Of those that they may ask for at most.',
      unit: 'percentunit',
      bounds: { min: 0, max: 1 },
      thresholds: { warning: 0.9, critical: 1 },
      runbook: 'resource-exhaustion',
      query: promql`max by (horizontalpodautoscaler) (${kubeStateMetrics.metrics.autoscalerReplicas}{${scope}}) / on (horizontalpodautoscaler) max by (horizontalpodautoscaler) (${kubeStateMetrics.metrics.autoscalerMax}{${scope}})`,
      legend: '{{horizontalpodautoscaler}}',
    }),
    bars({
      title: 'Quota in use',
      description: 'Of the quota of each namespace.',
      unit: 'percentunit',
      bounds: { min: 0, max: 1 },
      thresholds: { warning: 0.8, critical: 0.95 },
      runbook: 'resource-exhaustion',
      query: promql`max by (namespace, resource) (${kubeStateMetrics.metrics.quota}{${scope}, type="used"}) / on (namespace, resource) max by (namespace, resource) (${kubeStateMetrics.metrics.quota}{${scope}, type="hard"})`,
      legend: '{{namespace}} {{resource}}',
    }),
  ],
};
