import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { platformLabels } from '../labels.ts';
import { monitoringComponent } from './monitoring-server.ts';

export interface ForeignMonitorProps {
  /** The `app.kubernetes.io/name` of the Service, which becomes `job`. */
  readonly name: string;
  /** Where it is. */
  readonly namespace: string;
  /** The port of the Service, by its name. */
  readonly port: string;
}

/** Has Prometheus scrape an operator that others installed, where these manifests render no Service of it. */
export class ForeignMonitor extends Construct {
  constructor(scope: Construct, id: string, { name, namespace, port }: ForeignMonitorProps) {
    super(scope, id);
    new ApiObject(this, 'monitor', {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'ServiceMonitor',
      metadata: { name, labels: { ...platformLabels, 'app.kubernetes.io/component': monitoringComponent } },
      spec: {
        jobLabel: 'app.kubernetes.io/name',
        namespaceSelector: { matchNames: [namespace] },
        selector: { matchLabels: { 'app.kubernetes.io/name': name } },
        endpoints: [{ port, path: '/metrics', interval: '60s', scrapeTimeout: '10s', honorLabels: true }],
      },
    });
  }
}
