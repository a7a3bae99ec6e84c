import { madePods } from '../cluster/made-pods.ts';
import {
  allows,
  clusterDns,
  type Direction,
  directionsOf,
  type Endpoint,
  endpointOf,
  isPeer,
  peersOf,
  policiesOf,
  rulesOf,
} from '../cluster/network.ts';
import type { Resource } from '../cluster/resource.ts';
import { behind, servicePorts, targetOf } from '../cluster/services.ts';
import type { Workload } from '../cluster/workload.ts';
import { covers } from '../read/cidr.ts';
import { at, listIn, numberIn, shown, textIn, textsIn } from '../read/json.ts';
import { selectorText, selects, selectsEverything } from '../read/selector.ts';
import { type Context, type DeclaredCall, type Fault, fault, type Rule } from './rule.ts';

const directions: readonly Direction[] = ['Ingress', 'Egress'];

const denies = (policy: Resource, direction: Direction): boolean =>
  selectsEverything(at(policy.body, 'spec', 'podSelector')) &&
  directionsOf(policy).includes(direction) &&
  rulesOf(policy, direction).length === 0;

/** Where pods, Services and nodes have their addresses, and the metadata service of a cloud. */
const clusterRanges = ['10.0.0.0/8', '100.64.0.0/10', '169.254.0.0/16', '172.16.0.0/12', '192.168.0.0/16'];
const clusterRanges6 = ['fc00::/7', 'fe80::/10'];

const isDnsOnly = (rule: unknown): boolean => {
  const ports = listIn(at(rule, 'ports'));
  return ports.length > 0 && ports.every((port) => at(port, 'port') === 53);
};

/** The ranges of the cluster that a block of addresses lets through. One that names such a range means it. */
const openRanges = (block: unknown): readonly string[] => {
  const cidr = textIn(at(block, 'cidr')) ?? '';
  const except = textsIn(at(block, 'except'));
  const inside =
    cidr === '::/0' ? clusterRanges6 : clusterRanges.filter((range) => range !== cidr && covers(cidr, range));
  return inside.filter((range) => !except.some((hole) => covers(hole, range)));
};

const peerText = (peer: unknown): string => {
  const [pods, namespaces] = [at(peer, 'podSelector'), at(peer, 'namespaceSelector')];
  const where = namespaces === undefined ? '' : ` in namespaces ${selectorText(namespaces)}`;
  return `${pods === undefined ? 'everything' : selectorText(pods)}${where}`;
};

/** Pods that no object here makes: controllers do, or they come from elsewhere. */
const podsOfOthers = ({ cluster, otherPods }: Context): readonly Endpoint[] => [
  ...otherPods,
  ...madePods(cluster),
];

const appliesToSome = (context: Context, { body, namespace }: Resource): boolean => {
  const podSelector = at(body, 'spec', 'podSelector');
  return (
    context.cluster.selected(podSelector, namespace).length > 0 ||
    madePods(context.cluster).some((pod) => isPeer({ podSelector }, namespace, pod))
  );
};

const peerExists = (context: Context, policy: Resource, peer: unknown): boolean => {
  const { cluster } = context;
  if (at(peer, 'ipBlock') !== undefined) return true;
  if (podsOfOthers(context).some((pod) => isPeer(peer, policy.namespace, pod))) return true;
  if (at(peer, 'namespaceSelector') === undefined)
    return cluster.selected(at(peer, 'podSelector'), policy.namespace).length > 0;
  const selector = at(peer, 'podSelector') ?? {};
  return cluster.namespaces.some(
    (namespace) =>
      selects(at(peer, 'namespaceSelector'), cluster.namespaceLabels(namespace)) &&
      cluster.selected(selector, namespace).length > 0,
  );
};

const emptyPeers = (context: Context, policy: Resource): readonly Fault[] =>
  directions.flatMap((direction) =>
    rulesOf(policy, direction).flatMap((rule, index) =>
      peersOf(rule, direction).flatMap((peer, position) =>
        peerExists(context, policy, peer)
          ? []
          : fault(
              policy,
              `spec.${direction.toLowerCase()}[${index}].${direction === 'Ingress' ? 'from' : 'to'}[${position}]`,
              `There are no pods ${peerText(peer)}.`,
              peerText(peer),
            ),
      ),
    ),
  );

/** What keeps a call from getting through; undefined when nothing does. */
const obstacle = (
  context: Context,
  call: DeclaredCall,
  caller: Workload,
): readonly [resource: Resource, path: string, message: string] | undefined => {
  const { cluster } = context;
  const name = `${call.caller} -> ${call.callee}:${call.port}`;
  const service = cluster.find('Service', call.namespace, call.callee);
  if (service === undefined)
    return [caller.resource, 'metadata.name', `${name}: the Service does not exist.`];
  const port = servicePorts(service).find((candidate) => candidate.port === call.port);
  if (port === undefined) return [service, 'spec.ports', `${name}: the Service has no such port.`];
  for (const callee of behind(cluster, service)) {
    const target = targetOf(callee, port);
    if (target === undefined)
      return [service, port.path, `${name}: the pods have no port ${shown(port.targetPort)}.`];
    if (!allows(cluster, caller, 'Egress', endpointOf(cluster, callee), target))
      return [
        caller.resource,
        'spec',
        `${name}: no egress policy of the caller allows port ${target.number}.`,
      ];
    if (!allows(cluster, callee, 'Ingress', endpointOf(cluster, caller), target))
      return [
        callee.resource,
        'spec',
        `${name}: no ingress policy of the callee allows port ${target.number}.`,
      ];
  }
  return undefined;
};

const callFaults = (context: Context, call: DeclaredCall): readonly Fault[] =>
  context.cluster
    .workloadsIn(call.namespace)
    .filter(({ resource }) => resource.name === call.caller)
    .flatMap((caller) => {
      const found = obstacle(context, call, caller);
      return found === undefined ? [] : fault(...found, `${call.caller} -> ${call.callee}`);
    });

/** Who may talk to whom: rules 44 to 48, 50 and 51. */
export const networkRules: readonly Rule[] = [
  {
    id: 44,
    name: 'Every namespace denies what no policy allows, both ways',
    why: 'A pod that no policy selects talks to everybody, and so does an intruder in it.',
    mend: 'Define a NetworkPolicy with podSelector: {} and both policyTypes and without rules.',
    check: ({ cluster }) =>
      cluster.namespaces
        .filter((namespace) => cluster.workloadsIn(namespace).length > 0)
        .flatMap((namespace) =>
          directions
            .filter(
              (direction) =>
                !cluster
                  .ofKind('NetworkPolicy')
                  .some((policy) => policy.namespace === namespace && denies(policy, direction)),
            )
            .flatMap((direction) =>
              [
                cluster.find('Namespace', '', namespace) ?? cluster.workloadsIn(namespace)[0]?.resource,
              ].flatMap((resource) =>
                resource === undefined
                  ? []
                  : fault(
                      resource,
                      'metadata.name',
                      `No policy of ${namespace} denies all ${direction.toLowerCase()}.`,
                      direction,
                    ),
              ),
            ),
        ),
  },
  {
    id: 45,
    name: 'Every pod reaches the DNS of the cluster over UDP and TCP',
    why: 'Without it no name resolves; answers that do not fit into a datagram come over TCP.',
    mend: 'Allow egress to port 53, UDP and TCP, of the pods k8s-app=kube-dns in kube-system.',
    check: ({ cluster }) =>
      cluster.workloads.flatMap((workload) =>
        ['UDP', 'TCP'].flatMap((protocol) =>
          allows(cluster, workload, 'Egress', clusterDns, { number: 53, protocol, name: undefined })
            ? []
            : fault(workload.resource, 'spec', `No policy allows DNS over ${protocol}.`, protocol),
        ),
      ),
  },
  {
    id: 46,
    name: 'Every pod has a policy of its own',
    why: 'Under default deny a pod that only the common policies select reaches nothing and is reached by nobody.',
    mend: 'Define a NetworkPolicy that selects the pods by their labels and allows what they need.',
    check: ({ cluster }) =>
      cluster.workloads
        .filter(
          (workload) =>
            !policiesOf(cluster, workload).some(
              (policy) =>
                !selectsEverything(at(policy.body, 'spec', 'podSelector')) &&
                directions.some((direction) => rulesOf(policy, direction).length > 0),
            ),
        )
        .map(({ resource }) =>
          fault(resource, 'spec', 'No policy selects the pods and allows them something.'),
        ),
  },
  {
    id: 47,
    name: 'Every policy and every peer selects something',
    why: 'A selector with a typing error allows nobody, and the policy looks as if it did.',
    mend: 'Correct the labels, or remove the policy or the peer.',
    check: (context) =>
      context.cluster
        .ofKind('NetworkPolicy')
        .flatMap((policy) => [
          ...(appliesToSome(context, policy)
            ? []
            : [
                fault(
                  policy,
                  'spec.podSelector',
                  `There are no pods ${selectorText(at(policy.body, 'spec', 'podSelector'))}.`,
                  selectorText(at(policy.body, 'spec', 'podSelector')),
                ),
              ]),
          ...emptyPeers(context, policy),
        ]),
  },
  {
    id: 48,
    name: 'Every declared call gets through, at both ends, on the port of the pods',
    why: 'Policies apply behind the Service: the caller must be let out to, and the callee let in on, the targetPort.',
    mend: 'Allow the targetPort in the egress policy of the caller and in the ingress policy of the callee.',
    check: (context) => context.calls.flatMap((call) => callFaults(context, call)),
  },
  {
    id: 50,
    name: 'Egress to the internet leaves the addresses of the cluster out',
    why: '0.0.0.0/0 holds every pod, every node and the metadata service of the cloud.',
    mend: `Name the ranges in except: ${clusterRanges.join(', ')} (${clusterRanges6.join(', ')} for ::/0).`,
    check: ({ cluster }) =>
      cluster.ofKind('NetworkPolicy').flatMap((policy) =>
        rulesOf(policy, 'Egress').flatMap((rule, index): readonly Fault[] => {
          const peers = peersOf(rule, 'Egress');
          if (peers.length === 0)
            return isDnsOnly(rule)
              ? []
              : [fault(policy, `spec.egress[${index}]`, 'The rule names no peer: it allows every address.')];
          return peers.flatMap((peer, position) => {
            const open = openRanges(at(peer, 'ipBlock'));
            return open.length === 0
              ? []
              : fault(
                  policy,
                  `spec.egress[${index}].to[${position}].ipBlock`,
                  `${textIn(at(peer, 'ipBlock', 'cidr'))} lets ${open.join(', ')} through.`,
                  open.join(', '),
                );
          });
        }),
      ),
  },
  {
    id: 51,
    name: 'No Service takes ports or addresses of the nodes',
    why: 'They go round the edge and its TLS, and an external IP takes over the traffic of whoever had it.',
    mend: 'Use type ClusterIP behind the Gateway or the Ingress.',
    check: ({ cluster }) =>
      cluster
        .ofKind('Service')
        .flatMap((service) => [
          ...(at(service.body, 'spec', 'type') === 'NodePort'
            ? [fault(service, 'spec.type', 'The Service is of type NodePort.')]
            : []),
          ...listIn(at(service.body, 'spec', 'ports')).flatMap((port, index) =>
            numberIn(at(port, 'nodePort')) === undefined
              ? []
              : fault(service, `spec.ports[${index}].nodePort`, 'A port of the nodes is taken.'),
          ),
          ...(listIn(at(service.body, 'spec', 'externalIPs')).length === 0
            ? []
            : [fault(service, 'spec.externalIPs', 'The Service takes external addresses.')]),
        ]),
  },
];
