import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { platformLabels, selectorLabels } from '../labels.ts';
import { podsIn, tcp } from '../network/peers.ts';
import { proxyLabels } from './proxy-labels.ts';

/** How the proxies of a Gateway are run, which its GatewayClass decides. */
export interface GatewayProxies {
  /** The ports that the proxies listen on for the Gateway's 80 and 443. */
  readonly ports: readonly number[];
  /** Where they get their configuration. */
  readonly controller: { readonly namespace: string; readonly port: number };
}

export interface EdgeNetworkProps {
  readonly gateway: { readonly name: string; readonly namespace: string };
  readonly proxies: GatewayProxies;
  /** The pods that the routes lead to, in whichever of the platform's namespaces. */
  readonly backend: { readonly name: string; readonly port: number };
}

/** Everybody, on the internet and in front of the cluster: this is the door. */
const anywhere: k8s.NetworkPolicyPeer[] = [{ ipBlock: { cidr: '0.0.0.0/0' } }, { ipBlock: { cidr: '::/0' } }];
const ofPlatform = { 'app.kubernetes.io/part-of': platformLabels['app.kubernetes.io/part-of'] };
/** The port of cert-manager's solver pods. */
const solverPort = 8_089;
const solverPods = { 'acme.cert-manager.io/http01-solver': 'true' };

/** Lets the world in to the proxies of a Gateway, and the proxies to the services behind it and to the ACME solvers. */
export class EdgeNetwork extends Construct {
  constructor(scope: Construct, id: string, { gateway, proxies, backend }: EdgeNetworkProps) {
    super(scope, id);
    const proxyPods = proxyLabels(gateway.name);
    const labels = { ...platformLabels };
    new k8s.KubeNetworkPolicy(this, 'proxies', {
      metadata: { name: 'edge-proxies', namespace: gateway.namespace, labels },
      spec: {
        podSelector: { matchLabels: proxyPods },
        policyTypes: ['Ingress', 'Egress'],
        ingress: [{ from: anywhere, ports: tcp(...proxies.ports) }],
        egress: [
          {
            to: [
              {
                namespaceSelector: { matchLabels: ofPlatform },
                podSelector: { matchLabels: selectorLabels(backend.name) },
              },
            ],
            ports: tcp(backend.port),
          },
          { to: [{ podSelector: { matchLabels: solverPods } }], ports: tcp(solverPort) },
          { to: [podsIn(proxies.controller.namespace, {})], ports: tcp(proxies.controller.port) },
        ],
      },
    });
    new k8s.KubeNetworkPolicy(this, 'solvers', {
      metadata: { name: 'acme-solvers', namespace: gateway.namespace, labels },
      spec: {
        podSelector: { matchLabels: solverPods },
        policyTypes: ['Ingress'],
        ingress: [{ from: [{ podSelector: { matchLabels: proxyPods } }], ports: tcp(solverPort) }],
      },
    });
  }
}
