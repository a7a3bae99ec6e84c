import type { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import type { Image } from '../image.ts';
import { MonitoringServer } from './monitoring-server.ts';
import { sizes } from './sizes.ts';

export const kubeStateMetricsName = 'kube-state-metrics';
/** Where it tells of the objects of the cluster, and of itself. */
export const kubeStateMetricsPorts = { metrics: 8_080, telemetry: 8_081 } as const;

export interface KubeStateMetricsProps {
  readonly namespace: string;
  readonly image: Image;
  /** The namespaces that it tells of. */
  readonly namespaces: readonly string[];
}

const watching = (group: string, ...resources: string[]): k8s.PolicyRule => ({
  apiGroups: [group],
  resources,
  verbs: ['list', 'watch'],
});

/** The kinds of objects that it tells of, each by its group. Secrets and ConfigMaps are none of them. */
const rules: readonly k8s.PolicyRule[] = [
  watching('', 'nodes', 'persistentvolumeclaims', 'pods', 'resourcequotas'),
  watching('apps', 'daemonsets', 'deployments', 'replicasets', 'statefulsets'),
  watching('autoscaling', 'horizontalpodautoscalers'),
  watching('batch', 'cronjobs', 'jobs'),
];

/** One replica: two would count every object twice, and an outage of it is an alert. */
export class KubeStateMetrics extends Construct {
  constructor(scope: Construct, id: string, { namespace, image, namespaces }: KubeStateMetricsProps) {
    super(scope, id);
    new MonitoringServer(this, 'server', {
      name: kubeStateMetricsName,
      namespace,
      image,
      args: [
        `--resources=${rules.flatMap(({ resources }) => resources ?? []).join(',')}`,
        `--namespaces=${namespaces.join(',')}`,
        `--port=${kubeStateMetricsPorts.metrics}`,
        `--telemetry-port=${kubeStateMetricsPorts.telemetry}`,
      ],
      ports: kubeStateMetricsPorts,
      metricsPort: 'metrics',
      honorLabels: true,
      readiness: { port: 'telemetry', path: '/readyz' },
      liveness: { port: 'metrics', path: '/livez' },
      // The image holds nothing but the server; a scrape that it misses is repeated.
      stopping: { port: 'metrics', path: '/livez' },
      scale: { kind: 'replicas', count: 1 },
      resources: sizes.medium,
      priority: 'high',
      apiRules: rules,
      ingress: [],
      egress: [],
    });
  }
}
