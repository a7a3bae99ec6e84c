import { ApiObject } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { platformLabels } from '../labels.ts';
import { proxyLabels } from './proxy-labels.ts';
import { gatewayGroup } from './public-route.ts';

/** A host that the Gateway answers for, and the namespace whose routes it takes. */
export interface PublicHost {
  /** The name of the listener. */
  readonly name: string;
  readonly host: string;
  readonly namespace: string;
}

export interface PublicGatewayProps {
  readonly name: string;
  readonly namespace: string;
  /** The GatewayClass, which says whose proxies serve it. */
  readonly className: string;
  readonly hosts: readonly PublicHost[];
  /** The ClusterIssuer that certificates come from. */
  readonly issuer: string;
}

const certificateName = ({ name }: PublicHost): string => `${name}-tls`;

const listenerOf = (host: PublicHost): object => ({
  name: host.name,
  hostname: host.host,
  port: 443,
  protocol: 'HTTPS',
  tls: { mode: 'Terminate', certificateRefs: [{ group: '', kind: 'Secret', name: certificateName(host) }] },
  allowedRoutes: {
    namespaces: {
      from: 'Selector',
      selector: { matchLabels: { 'kubernetes.io/metadata.name': host.namespace } },
    },
  },
});

/**
 * The door to a cluster (https://gateway-api.sigs.k8s.io/): HTTPS for every host, each with a certificate and open to the
 * routes of one namespace alone. Port 80 answers ACME challenges and sends everybody else to HTTPS. A drain
 * takes one of its proxies at a time; how many there are is the affair of the GatewayClass.
 */
export class PublicGateway extends Construct {
  constructor(scope: Construct, id: string, props: PublicGatewayProps) {
    super(scope, id);
    const { name, namespace, className, hosts, issuer } = props;
    const labels = { ...platformLabels };

    new ApiObject(this, 'gateway', {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'Gateway',
      metadata: { name, namespace, labels },
      spec: {
        gatewayClassName: className,
        listeners: [
          { name: 'http', port: 80, protocol: 'HTTP', allowedRoutes: { namespaces: { from: 'Same' } } },
          ...hosts.map(listenerOf),
        ],
      },
    });
    new ApiObject(this, 'redirect', {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: { name: 'https-redirect', namespace, labels },
      spec: {
        parentRefs: [{ group: gatewayGroup, kind: 'Gateway', name, sectionName: 'http' }],
        rules: [
          { filters: [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https', statusCode: 301 } }] },
        ],
      },
    });
    new k8s.KubePodDisruptionBudget(this, 'budget', {
      metadata: { name: 'edge-proxies', namespace, labels },
      spec: {
        selector: { matchLabels: proxyLabels(name) },
        maxUnavailable: k8s.IntOrString.fromNumber(1),
        unhealthyPodEvictionPolicy: 'AlwaysAllow',
      },
    });
    for (const host of hosts)
      new ApiObject(this, `certificate-${host.name}`, {
        apiVersion: 'cert-manager.io/v1',
        kind: 'Certificate',
        metadata: { name: certificateName(host), namespace, labels },
        spec: {
          secretName: certificateName(host),
          dnsNames: [host.host],
          issuerRef: { group: 'cert-manager.io', kind: 'ClusterIssuer', name: issuer },
          privateKey: { algorithm: 'ECDSA', size: 256, rotationPolicy: 'Always' },
        },
      });
  }
}
