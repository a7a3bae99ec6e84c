import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { platformLabels } from '../labels.ts';
import { monitoringComponent } from './monitoring-server.ts';

export interface KubeletMonitorProps {
  /** The names of the metrics that are kept: a kubelet has thousands of series for every pod. */
  readonly metrics: readonly string[];
  /** The namespaces whose containers are kept. */
  readonly namespaces: readonly string[];
}

const token = '/var/run/secrets/kubernetes.io/serviceaccount';

/**
 * Has Prometheus ask every kubelet for what its containers and volumes take, which is what a node exporter would tell of
 * the platform. An exporter itself needs the file systems and the network of the node, which Pod Security refuses. The
 * Service that it looks for is made by the Prometheus operator (`--kubelet-service=kube-system/kubelet`).
 */
export class KubeletMonitor extends Construct {
  constructor(scope: Construct, id: string, { metrics, namespaces }: KubeletMonitorProps) {
    super(scope, id);
    const keep = (label: string, values: readonly string[]): object => ({
      sourceLabels: [label],
      regex: values.join('|'),
      action: 'keep',
    });
    new ApiObject(this, 'monitor', {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'ServiceMonitor',
      metadata: {
        name: 'kubelet',
        labels: { ...platformLabels, 'app.kubernetes.io/component': monitoringComponent },
      },
      spec: {
        jobLabel: 'app.kubernetes.io/name',
        namespaceSelector: { matchNames: ['kube-system'] },
        selector: { matchLabels: { 'app.kubernetes.io/name': 'kubelet' } },
        endpoints: ['/metrics', '/metrics/cadvisor'].map((path) => ({
          port: 'https-metrics',
          scheme: 'https',
          path,
          interval: '30s',
          scrapeTimeout: '10s',
          honorLabels: true,
          honorTimestamps: false,
          bearerTokenFile: `${token}/token`,
          // Most kubelets sign their certificates themselves; the token still reaches nobody but a node.
          tlsConfig: { caFile: `${token}/ca.crt`, insecureSkipVerify: true },
          metricRelabelings: [keep('__name__', metrics), keep('namespace', namespaces)],
        })),
      },
    });
  }
}
