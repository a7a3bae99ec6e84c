import { group } from '../read/group.ts';
import { at, listIn, numberIn, textIn, textsIn } from '../read/json.ts';
import { type Labels, selects } from '../read/selector.ts';
import { type Cluster, derived } from './cluster.ts';
import type { Resource } from './resource.ts';
import { podPorts, type Workload } from './workload.ts';

export type Direction = 'Ingress' | 'Egress';

/** A pod as network policies see it. */
export interface Endpoint {
  readonly namespace: string;
  readonly namespaceLabels: Labels;
  readonly labels: Labels;
}

/** A port of the pod that is called. */
export interface Port {
  readonly number: number;
  readonly protocol: string;
  /** The name that the called pod gives the port. */
  readonly name: string | undefined;
}

/** A pod of a namespace that is known by its name and labels alone. */
export const podIn = (namespace: string, labels: Labels): Endpoint => ({
  namespace,
  namespaceLabels: { 'kubernetes.io/metadata.name': namespace },
  labels,
});

/** The DNS servers of a cluster, by the labels that every distribution gives them. */
export const clusterDns: Endpoint = podIn('kube-system', { 'k8s-app': 'kube-dns' });

/** The pods of a workload. */
export const endpointOf = (cluster: Cluster, { namespace, podLabels }: Workload): Endpoint => ({
  namespace,
  namespaceLabels: cluster.namespaceLabels(namespace),
  labels: podLabels,
});

/** The directions a policy is about. A policy without `policyTypes` is about egress only when it has egress rules. */
export const directionsOf = ({ body }: Resource): readonly string[] => {
  const types = textsIn(at(body, 'spec', 'policyTypes'));
  if (types.length > 0) return types;
  return at(body, 'spec', 'egress') === undefined ? ['Ingress'] : ['Ingress', 'Egress'];
};

/** The rules of a policy in one direction. */
export const rulesOf = ({ body }: Resource, direction: Direction): readonly unknown[] =>
  listIn(at(body, 'spec', direction === 'Ingress' ? 'ingress' : 'egress'));

/** The other ends that a rule names. A rule that names none lets everybody through. */
export const peersOf = (rule: unknown, direction: Direction): readonly unknown[] =>
  listIn(at(rule, direction === 'Ingress' ? 'from' : 'to'));

const policiesByWorkload = derived((cluster: Cluster) => {
  const pairs = cluster
    .ofKind('NetworkPolicy')
    .flatMap((policy) =>
      cluster
        .selected(at(policy.body, 'spec', 'podSelector'), policy.namespace)
        .map((workload) => ({ policy, workload })),
    );
  return group(pairs, ({ workload }) => [workload]);
});

/** The network policies that select the pods of a workload. */
export const policiesOf = (cluster: Cluster, workload: Workload): readonly Resource[] =>
  (policiesByWorkload(cluster).get(workload) ?? []).map(({ policy }) => policy);

const matchesPort = (rule: unknown, port: Port): boolean => {
  const ports = listIn(at(rule, 'ports'));
  return (
    ports.length === 0 ||
    ports.some((allowed) => {
      if ((textIn(at(allowed, 'protocol')) ?? 'TCP') !== port.protocol) return false;
      const first = at(allowed, 'port');
      if (first === undefined) return true;
      if (typeof first === 'string') return first === port.name;
      const last = numberIn(at(allowed, 'endPort')) ?? first;
      return typeof first === 'number' && first <= port.number && port.number <= Number(last);
    })
  );
};

/** Whether a peer of a policy in `namespace` is this pod. An address block is no pod. */
export const isPeer = (peer: unknown, namespace: string, pod: Endpoint): boolean => {
  const namespaceSelector = at(peer, 'namespaceSelector');
  const podSelector = at(peer, 'podSelector');
  if (namespaceSelector === undefined && podSelector === undefined) return false;
  const inNamespace =
    namespaceSelector === undefined
      ? pod.namespace === namespace
      : selects(namespaceSelector, pod.namespaceLabels);
  return inNamespace && (podSelector === undefined || selects(podSelector, pod.labels));
};

/** Whether the policies of a workload let it talk to a pod, in one direction. Pods without a policy are open. */
export const allows = (
  cluster: Cluster,
  workload: Workload,
  direction: Direction,
  other: Endpoint,
  port: Port,
): boolean => {
  const policies = policiesOf(cluster, workload).filter((policy) => directionsOf(policy).includes(direction));
  return (
    policies.length === 0 ||
    policies.some((policy) =>
      rulesOf(policy, direction).some((rule) => {
        const peers = peersOf(rule, direction);
        return (
          matchesPort(rule, port) &&
          (peers.length === 0 || peers.some((peer) => isPeer(peer, policy.namespace, other)))
        );
      }),
    )
  );
};

/** The port of a pod that a number or a name stands for; a number may be undeclared. */
export const resolvePort = (workload: Workload, target: unknown, protocol = 'TCP'): Port | undefined => {
  const declared = podPorts(workload).find(
    (port) => port.protocol === protocol && (port.name === target || port.number === target),
  );
  if (declared !== undefined) return declared;
  return typeof target === 'number' ? { number: target, protocol, name: undefined } : undefined;
};
