import { k8s } from 'cdk8s-plus-27';
import { selectorLabels } from '../labels.ts';
import { podsNamed, tcp, udp } from '../network/peers.ts';
import { apiServerPorts, inPrivateNetworks } from '../network/private-networks.ts';
import type { Allowed, MonitoringServerProps } from './server-props.ts';

/** Prometheus, which runs in the same namespace. */
export const prometheusName = 'prometheus';

/** Egress to the nodes of the cluster. */
export const toNodes = (...ports: readonly number[]): k8s.NetworkPolicyEgressRule => ({
  to: [...inPrivateNetworks],
  ports: tcp(...ports),
});

/** Egress to the API server, which no label selects. */
export const toApiServer: k8s.NetworkPolicyEgressRule = toNodes(...apiServerPorts);

const portsOf = ({ ports, udpPorts = [] }: Allowed): k8s.NetworkPolicyPort[] => [
  ...tcp(...ports),
  ...udp(...udpPorts),
];

/** Egress to pods. */
export const toPods = (allowed: Allowed): k8s.NetworkPolicyEgressRule => ({
  to: [...allowed.peers],
  ports: portsOf(allowed),
});

/** Who may call the pods of a server, and whom these call. */
export const serverNetwork = (
  name: string,
  ingress: readonly Allowed[],
  egress: readonly k8s.NetworkPolicyEgressRule[],
): k8s.NetworkPolicySpec => ({
  podSelector: { matchLabels: selectorLabels(name) },
  policyTypes: ['Ingress', 'Egress'],
  ingress: ingress.map((allowed) => ({ from: [...allowed.peers], ports: portsOf(allowed) })),
  egress: [...egress],
});

/** The network of a server: what it says, and Prometheus, which scrapes it. */
export const networkOf = (props: MonitoringServerProps): k8s.NetworkPolicySpec => {
  const scraped = Object.entries(props.ports).flatMap(([port, number]) =>
    port === props.metricsPort ? [number] : [],
  );
  return serverNetwork(
    props.name,
    [...props.ingress, { peers: [podsNamed(prometheusName)], ports: scraped }],
    [...props.egress, ...(props.apiRules === undefined ? [] : [toApiServer])],
  );
};
