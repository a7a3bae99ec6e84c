import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { type Labels, selectorLabels } from '../labels.ts';
import { type Peer, podsNamed, prometheusPeer, tcp } from '../network/peers.ts';

/** Who may talk to a store. */
export interface StoreAccess {
  /** The workloads of the namespace that open it, by name: services and jobs that declare it. */
  readonly clients: readonly string[];
  /**
   * Who may scrape the metrics.
   * @default the pods named prometheus in octollm-system
   */
  readonly prometheus?: Peer;
}

/** A store that nobody opens: it would run for nothing, and a rule without peers would admit everybody. */
export class NoClientsError extends Error {
  constructor(store: string) {
    super(`Nobody opens ${store}. Name its clients or leave it out.`);
    this.name = 'NoClientsError';
  }
}

export interface StoreNetworkPolicyProps extends StoreAccess {
  readonly name: string;
  readonly labels: Record<string, string>;
  /** The labels of its pods. @default those that select by the name */
  readonly pods?: Labels;
  /** What clients connect to. */
  readonly clientPorts: readonly number[];
  readonly metricsPort: number;
  /** What members of the store connect to at each other. @default there is one member */
  readonly peerPorts?: readonly number[];
  /** Who else is let in. */
  readonly ingress?: readonly k8s.NetworkPolicyIngressRule[];
  /** Who else is reached. */
  readonly egress?: readonly k8s.NetworkPolicyEgressRule[];
}

/**
 * The network of a store: its clients and its own members on their ports, and Prometheus.
 * @throws NoClientsError
 */
export class StoreNetworkPolicy extends Construct {
  constructor(scope: Construct, id: string, props: StoreNetworkPolicyProps) {
    super(scope, id);
    const { name, labels, clients, clientPorts, metricsPort, peerPorts = [], ingress = [] } = props;
    if (clients.length === 0) throw new NoClientsError(name);
    const matchLabels = { ...(props.pods ?? selectorLabels(name)) };
    const members: Peer = { podSelector: { matchLabels } };
    new k8s.KubeNetworkPolicy(this, 'policy', {
      metadata: { name, labels },
      spec: {
        podSelector: { matchLabels },
        policyTypes: ['Ingress', 'Egress'],
        ingress: [
          { from: clients.map(podsNamed), ports: tcp(...clientPorts) },
          ...(peerPorts.length === 0 ? [] : [{ from: [members], ports: tcp(...peerPorts) }]),
          { from: [props.prometheus ?? prometheusPeer], ports: tcp(metricsPort) },
          ...ingress,
        ],
        egress: [
          ...(peerPorts.length === 0 ? [] : [{ to: [members], ports: tcp(...peerPorts) }]),
          ...(props.egress ?? []),
        ],
      },
    });
  }
}
