import type { Service } from '@octollm/catalogue';
import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import type { TraceCollector } from '../environment.ts';
import { selectorLabels } from '../labels.ts';
import { alertmanagerName, alertmanagerPort } from '../monitoring/alertmanager.ts';
import { toApiServer } from '../monitoring/server-network.ts';
import { type ModelServer, modelServerEgress } from '../ollama/model-server.ts';
import { type StoreConnections, storeEgress } from '../stores/store-connection.ts';
import type { Call } from './call-graph.ts';
import { externalEgress } from './external-egress.ts';
import { type Peer, podsIn, podsNamed, prometheusPeer, systemNamespace, tcp } from './peers.ts';

/** Who reaches into the namespace from outside. */
export interface NetworkAccess {
  /**
   * Who may call a gateway: the proxies of the edge.
   * @default the pods in octollm-system that implement the Gateway `octollm` (they carry its name in a label)
   */
  readonly edge?: Peer;
  /**
   * Who may scrape the metrics.
   * @default the pods named prometheus in octollm-system
   */
  readonly prometheus?: Peer;
  /**
   * Who may send alerts to an operator, and whom a service asks that reads them.
   * @default the pods named alertmanager in octollm-system
   */
  readonly alertmanager?: Peer;
}

export interface ServiceNetworkPolicyProps {
  readonly service: Service;
  readonly labels: Record<string, string>;
  /** Every call of the platform, those of other services included. */
  readonly calls: readonly Call[];
  /**
   * How the stores are reached.
   * @default at pods of their names
   */
  readonly connections?: StoreConnections;
  readonly access?: NetworkAccess;
  /**
   * Where it sends its spans.
   * @default nowhere
   */
  readonly traces?: TraceCollector;
  /**
   * The server of models inside of the environment.
   * @default none
   */
  readonly models?: ModelServer;
}

const edgePods = podsIn(systemNamespace, { 'gateway.networking.k8s.io/gateway-name': 'octollm' });

const alertmanagerPods = podsIn(systemNamespace, selectorLabels(alertmanagerName));

const callersOf = (service: Service, calls: readonly Call[]): readonly Service[] =>
  calls.filter(({ callee }) => callee.name === service.name).map(({ caller }) => caller);

const calleesOf = (service: Service, calls: readonly Call[]): readonly Service[] =>
  calls.filter(({ caller }) => caller.name === service.name).map(({ callee }) => callee);

/** Requests come from the callers, for a gateway from the edge too, for an operator from Alertmanager; Prometheus reads the metrics. */
const ingressOf = (props: ServiceNetworkPolicyProps): k8s.NetworkPolicyIngressRule[] => {
  const { service, calls, access } = props;
  const clients = [
    ...callersOf(service, calls).map(({ name }) => podsNamed(name)),
    ...(service.kind === 'gateway' ? [access?.edge ?? edgePods] : []),
    ...(service.kind === 'operator' ? [access?.alertmanager ?? alertmanagerPods] : []),
  ];
  return [
    // A rule without peers would admit everybody.
    ...(clients.length === 0 ? [] : [{ from: clients, ports: tcp(service.port) }]),
    { from: [access?.prometheus ?? prometheusPeer], ports: tcp(service.metricsPort) },
  ];
};

/**
 * A service reaches the services it calls, the stores it opens and the part of the internet it needs; an operator the API
 * of the cluster, and who reads alerts Alertmanager.
 */
const egressOf = ({
  service,
  calls,
  connections,
  traces,
  models,
  access,
}: ServiceNetworkPolicyProps): k8s.NetworkPolicyEgressRule[] => [
  ...calleesOf(service, calls).map(({ name, port }) => ({ to: [podsNamed(name)], ports: tcp(port) })),
  ...storeEgress(service.stores, connections),
  ...(traces === undefined
    ? []
    : [{ to: [podsIn(traces.namespace, selectorLabels(traces.name))], ports: tcp(traces.port) }]),
  ...(service.kind === 'operator' ? [toApiServer] : []),
  ...modelServerEgress(service, models),
  ...externalEgress(service.egress),
  ...(service.readsAlerts === true
    ? [{ to: [access?.alertmanager ?? alertmanagerPods], ports: tcp(alertmanagerPort) }]
    : []),
];

/** The network of one service, derived from what the catalogue says it calls and opens. */
export class ServiceNetworkPolicy extends Construct {
  constructor(scope: Construct, id: string, props: ServiceNetworkPolicyProps) {
    super(scope, id);
    new k8s.KubeNetworkPolicy(this, 'policy', {
      metadata: { name: props.service.name, labels: props.labels },
      spec: {
        podSelector: { matchLabels: selectorLabels(props.service.name) },
        policyTypes: ['Ingress', 'Egress'],
        ingress: ingressOf(props),
        egress: egressOf(props),
      },
    });
  }
}
