import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { metricsPort } from './cluster-service.ts';

export interface ServiceMonitorProps {
  readonly name: string;
  readonly labels: Record<string, string>;
  readonly selector: Record<string, string>;
}

/** Tells the Prometheus operator to scrape the pods behind a Service; `job` becomes the name of the service. */
export class ServiceMonitor extends Construct {
  constructor(scope: Construct, id: string, { name, labels, selector }: ServiceMonitorProps) {
    super(scope, id);
    new ApiObject(this, 'monitor', {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'ServiceMonitor',
      metadata: { name, labels },
      spec: {
        jobLabel: 'app.kubernetes.io/name',
        selector: { matchLabels: selector },
        endpoints: [{ port: metricsPort, path: '/metrics', interval: '30s', scrapeTimeout: '10s' }],
      },
    });
  }
}
