import { counter, gauge } from '@octollm/catalogue';
import { defineExporter } from './exporter.ts';

/** https://github.com/kubernetes/kube-state-metrics; scraped with its own `namespace`, `pod` and `container`. */
export const kubeStateMetrics = defineExporter('kube-state-metrics', {
  restarts: counter({ name: 'kube_pod_container_status_restarts_total', help: 'Restarts of a container' }),
  waiting: gauge({
    name: 'kube_pod_container_status_waiting_reason',
    help: '1 for the reason a container waits for',
    labels: ['reason'],
  }),
  limits: gauge({
    name: 'kube_pod_container_resource_limits',
    help: 'Limits of a container',
    labels: ['resource', 'unit'],
  }),
  deploymentReplicas: gauge({
    name: 'kube_deployment_spec_replicas',
    help: 'Replicas a Deployment asks for',
    labels: ['deployment'],
  }),
  deploymentAvailable: gauge({
    name: 'kube_deployment_status_replicas_available',
    help: 'Replicas of a Deployment that are available',
    labels: ['deployment'],
  }),
  statefulReplicas: gauge({
    name: 'kube_statefulset_replicas',
    help: 'Replicas a StatefulSet asks for',
    labels: ['statefulset'],
  }),
  statefulReady: gauge({
    name: 'kube_statefulset_status_replicas_ready',
    help: 'Replicas of a StatefulSet that are ready',
    labels: ['statefulset'],
  }),
  autoscalerReplicas: gauge({
    name: 'kube_horizontalpodautoscaler_status_current_replicas',
    help: 'Replicas an autoscaler sees',
    labels: ['horizontalpodautoscaler'],
  }),
  autoscalerMax: gauge({
    name: 'kube_horizontalpodautoscaler_spec_max_replicas',
    help: 'Replicas an autoscaler may ask for at most',
    labels: ['horizontalpodautoscaler'],
  }),
  jobFailed: gauge({
    name: 'kube_job_status_failed',
    help: 'Pods of a Job that failed',
    labels: ['job_name', 'reason'],
  }),
  cronJobCreated: gauge({
    name: 'kube_cronjob_created',
    help: 'When a CronJob was made, in Unix time',
    labels: ['cronjob'],
  }),
  cronJobSuccess: gauge({
    name: 'kube_cronjob_status_last_successful_time',
    help: 'When a CronJob succeeded last, in Unix time',
    labels: ['cronjob'],
  }),
  quota: gauge({
    name: 'kube_resourcequota',
    help: 'Quota of a namespace, hard and used',
    labels: ['resourcequota', 'resource', 'type'],
  }),
  nodeCondition: gauge({
    name: 'kube_node_status_condition',
    help: '1 for the status a condition of a node has',
    labels: ['node', 'condition', 'status'],
  }),
});
