import type { Service } from '@octollm/catalogue';
import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { httpPort } from '../workload/probes.ts';

/** The name of the port that Prometheus scrapes, on the pods and on the Service. */
export const metricsPort = 'metrics';

export interface ClusterServiceProps {
  readonly service: Service;
  readonly labels: Record<string, string>;
  readonly selector: Record<string, string>;
}

/** The name inside the cluster under which the pods of a service answer. */
export class ClusterService extends Construct {
  constructor(scope: Construct, id: string, { service, labels, selector }: ClusterServiceProps) {
    super(scope, id);
    new k8s.KubeService(this, 'service', {
      metadata: { name: service.name, labels },
      spec: {
        type: 'ClusterIP',
        selector,
        ports: [
          { name: httpPort, port: service.port, targetPort: k8s.IntOrString.fromString(httpPort) },
          {
            name: metricsPort,
            port: service.metricsPort,
            targetPort: k8s.IntOrString.fromString(metricsPort),
          },
        ],
        // A pod on every node saves the hop to another node. With fewer pods, nodes without one would drop requests.
        internalTrafficPolicy: service.scaling.kind === 'per-node' ? 'Local' : undefined,
      },
    });
  }
}
