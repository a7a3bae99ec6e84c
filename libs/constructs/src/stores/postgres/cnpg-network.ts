import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { externalEgress } from '../../network/external-egress.ts';
import { type Peer, podsIn, podsNamed, prometheusPeer, tcp } from '../../network/peers.ts';
import { apiServerPorts } from '../../network/private-networks.ts';
import { NoClientsError } from '../store-network-policy.ts';
import { poolerName, poolerPods } from './cnpg-pooler.ts';
import type { CnpgProps } from './postgres-ha.ts';
import { clusterPods, instancePods, postgresName, postgresPorts } from './postgres-names.ts';

export interface CnpgNetworkProps extends Pick<CnpgProps, 'clients' | 'prometheus' | 'apiServer'> {
  readonly labels: Record<string, string>;
}

/** The operator, where its own manifests put it. */
const operator = podsIn('cnpg-system', { 'app.kubernetes.io/name': 'cloudnative-pg' });
const postgres = tcp(postgresPorts.postgres);
/** The operator and other instances ask an instance how it is, too. */
const ofInstances = tcp(postgresPorts.postgres, postgresPorts.status);
const members: Peer = { podSelector: { matchLabels: { ...clusterPods } } };
const instances: Peer = { podSelector: { matchLabels: { ...instancePods } } };

interface Policy {
  readonly name: string;
  readonly podSelector: k8s.LabelSelector;
  readonly ingress?: k8s.NetworkPolicyIngressRule[];
  readonly egress?: k8s.NetworkPolicyEgressRule[];
}

/**
 * What is open to whom. Clients reach the poolers and, for what needs a session, the instances. All pods of the cluster,
 * those of the jobs that make an instance included, reach the instances and ask the API server who leads.
 */
const policiesOf = ({
  clients,
  apiServer,
  prometheus = prometheusPeer,
}: CnpgNetworkProps): readonly Policy[] => {
  const archive = externalEgress(['object-storage']);
  return [
    {
      name: postgresName,
      podSelector: { matchLabels: { ...clusterPods } },
      ingress: [{ from: clients.map(podsNamed), ports: postgres }],
      egress: [
        { to: [instances], ports: ofInstances },
        { to: [...apiServer], ports: tcp(...apiServerPorts) },
      ],
    },
    {
      name: `${postgresName}-instances`,
      podSelector: { matchLabels: { ...instancePods } },
      ingress: [
        { from: [members, operator], ports: ofInstances },
        { from: [prometheus], ports: tcp(postgresPorts.metrics) },
      ],
      egress: archive,
    },
    {
      // A recovery reads the archive before there is an instance.
      name: `${postgresName}-jobs`,
      podSelector: {
        matchLabels: { ...clusterPods },
        matchExpressions: [{ key: 'cnpg.io/jobRole', operator: 'Exists' }],
      },
      egress: archive,
    },
    {
      name: poolerName,
      podSelector: { matchLabels: { ...poolerPods } },
      ingress: [{ from: [prometheus], ports: tcp(postgresPorts.poolerMetrics) }],
    },
  ];
};

/**
 * The network of a cluster of CloudNativePG.
 * @throws NoClientsError
 */
export class CnpgNetwork extends Construct {
  constructor(scope: Construct, id: string, props: CnpgNetworkProps) {
    super(scope, id);
    if (props.clients.length === 0) throw new NoClientsError(postgresName);
    for (const { name, podSelector, ingress, egress } of policiesOf(props))
      new k8s.KubeNetworkPolicy(this, name, {
        metadata: { name, labels: props.labels },
        spec: { podSelector, policyTypes: ['Ingress', 'Egress'], ingress, egress },
      });
  }
}
