import { k8s } from 'cdk8s-plus-27';
import { type Labels, selectorLabels } from '../labels.ts';

/** The other end of a network rule. */
export type Peer = k8s.NetworkPolicyPeer;

/** The pods of a workload in the same namespace. */
export const podsNamed = (name: string): Peer => ({ podSelector: { matchLabels: selectorLabels(name) } });

/** Pods in another namespace. Kubernetes itself puts the label with the name on every namespace. */
export const podsIn = (namespace: string, labels: Labels): Peer => ({
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
  podSelector: { matchLabels: { ...labels } },
});

const portsOf =
  (protocol: 'TCP' | 'UDP') =>
  (...ports: readonly number[]): k8s.NetworkPolicyPort[] =>
    ports.map((port) => ({ protocol, port: k8s.IntOrString.fromNumber(port) }));

/** TCP ports of pods: the `targetPort` of a Service, not its `port`, for policies apply behind the Service. */
export const tcp = portsOf('TCP');

/** UDP ports of pods. */
export const udp = portsOf('UDP');

/** The namespace of what the environments of a cluster share. */
export const systemNamespace = 'octollm-system';

/** Who scrapes metrics, unless an environment says otherwise. */
export const prometheusPeer: Peer = podsIn(systemNamespace, selectorLabels('prometheus'));
