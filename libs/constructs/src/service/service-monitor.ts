import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { metricsPort } from './cluster-service.ts';

export interface ServiceMonitorProps {
  readonly name: string;
  readonly labels: Record<string, string>;
  readonly selector: Record<string, string>;
  /**
   * The port of the Service, by its name.
   * @default `metrics`
   */
  readonly port?: string;
  /**
   * Whether the labels of the metrics win over those of the target: for exporters that speak of other pods.
   * @default false
   */
  readonly honorLabels?: boolean;
  /**
   * The key of a Secret of the namespace that holds the bearer token to show.
   * @default none is asked for
   */
  readonly token?: { readonly name: string; readonly key: string };
}

const authorization = (token: ServiceMonitorProps['token']): object =>
  token === undefined ? {} : { authorization: { type: 'Bearer', credentials: { ...token } } };

/** Tells the Prometheus operator to scrape the pods behind a Service; `job` becomes the name of the service. */
export class ServiceMonitor extends Construct {
  constructor(scope: Construct, id: string, props: ServiceMonitorProps) {
    super(scope, id);
    const { name, labels, selector, port = metricsPort, honorLabels, token } = props;
    new ApiObject(this, 'monitor', {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'ServiceMonitor',
      metadata: { name, labels },
      spec: {
        jobLabel: 'app.kubernetes.io/name',
        selector: { matchLabels: selector },
        endpoints: [
          {
            port,
            path: '/metrics',
            interval: '30s',
            scrapeTimeout: '10s',
            honorLabels,
            ...authorization(token),
          },
        ],
      },
    });
  }
}
