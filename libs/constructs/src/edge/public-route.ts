import type { Service } from '@octollm/catalogue';
import { ApiObject } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { httpPort } from '../workload/probes.ts';

/** What leads requests from outside to a gateway: a Gateway of the cluster, or an Ingress of a class of your choice. */
export type Edge =
  | {
      readonly kind: 'gateway';
      readonly host: string;
      /** The Gateway, and the listener of this host. */
      readonly gateway: { readonly name: string; readonly namespace: string; readonly listener: string };
    }
  | {
      readonly kind: 'ingress';
      readonly host: string;
      readonly className: string;
      /** The ClusterIssuer that the certificate comes from. */
      readonly issuer: string;
    };

/** The API group of Gateways. */
export const gatewayGroup = 'gateway.networking.k8s.io';

export interface PublicRouteProps {
  readonly service: Service;
  readonly labels: Record<string, string>;
  readonly edge: Edge;
}

/**
 * Leads a public host to a service. Streams stay open as long as the service lets them: without a limit of 0, which means
 * none, proxies cut answers at a default of their own (Envoy after 15 s). Defaults are written out: what the API server
 * adds to a list Argo CD would take for drift.
 */
export class PublicRoute extends Construct {
  constructor(scope: Construct, id: string, { service, labels, edge }: PublicRouteProps) {
    super(scope, id);
    const metadata = { name: service.name, labels };
    if (edge.kind === 'gateway') {
      const { name, namespace, listener } = edge.gateway;
      new ApiObject(this, 'route', {
        apiVersion: 'gateway.networking.k8s.io/v1',
        kind: 'HTTPRoute',
        metadata,
        spec: {
          parentRefs: [{ group: gatewayGroup, kind: 'Gateway', name, namespace, sectionName: listener }],
          hostnames: [edge.host],
          rules: [
            {
              backendRefs: [
                { group: '', kind: 'Service', name: service.name, port: service.port, weight: 1 },
              ],
              timeouts: { request: '0s' },
            },
          ],
        },
      });
      return;
    }
    new k8s.KubeIngress(this, 'ingress', {
      metadata: { ...metadata, annotations: { 'cert-manager.io/cluster-issuer': edge.issuer } },
      spec: {
        ingressClassName: edge.className,
        tls: [{ hosts: [edge.host], secretName: `${service.name}-tls` }],
        rules: [
          {
            host: edge.host,
            http: {
              paths: [
                {
                  path: '/',
                  pathType: 'Prefix',
                  backend: { service: { name: service.name, port: { name: httpPort } } },
                },
              ],
            },
          },
        ],
      },
    });
  }
}
