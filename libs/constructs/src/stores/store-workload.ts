import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { recommendedLabels, selectorLabels } from '../labels.ts';
import { DisruptionBudget } from '../service/disruption-budget.ts';
import { type StorePodProps, storePod } from './store-pods.ts';

export interface StoreWorkloadProps extends StorePodProps {
  /** One volume of each for every pod. */
  readonly claims: readonly k8s.KubePersistentVolumeClaimProps[];
  /** The ports of the pods, by name, that have an address of their own for each pod. */
  readonly ports: Readonly<Record<string, number>>;
  /** The ports of the Service that leads to any of the pods. */
  readonly servicePorts: Readonly<Record<string, number>>;
}

/** The headless Service under which each pod of a store has a name: `<pod>.<store>-nodes`. */
export const nodesName = (store: string): string => `${store}-nodes`;

const portsOf = (ports: Readonly<Record<string, number>>): k8s.ServicePort[] =>
  Object.entries(ports).map(([name, port]) => ({
    name,
    port,
    targetPort: k8s.IntOrString.fromString(name),
  }));

/** The Service that leads to any pod of a store. */
export const storeService = (
  scope: Construct,
  identity: StorePodProps['identity'],
  ports: Readonly<Record<string, number>>,
): k8s.KubeService =>
  new k8s.KubeService(scope, 'service', {
    metadata: { name: identity.name, labels: recommendedLabels(identity) },
    spec: { type: 'ClusterIP', selector: selectorLabels(identity.name), ports: portsOf(ports) },
  });

/**
 * A StatefulSet of pods that keep their names and their volumes, with the Services that lead to each and to any of them.
 * Its pods start and stop at the same time: members of a cluster that wait for each other would otherwise never all be
 * there. Volumes stay when the StatefulSet goes: deleting data is for somebody who says so.
 */
export class StoreWorkload extends Construct {
  constructor(scope: Construct, id: string, props: StoreWorkloadProps) {
    super(scope, id);
    const { identity, replicas, claims, ports, servicePorts } = props;
    const { name } = identity;
    const labels = recommendedLabels(identity);
    const nodes = nodesName(name);

    new k8s.KubeServiceAccount(this, 'service-account', {
      metadata: { name, labels },
      automountServiceAccountToken: false,
    });
    storeService(this, identity, servicePorts);
    new k8s.KubeService(this, 'nodes', {
      metadata: { name: nodes, labels: { ...labels, ...selectorLabels(nodes) } },
      spec: {
        clusterIp: 'None',
        selector: selectorLabels(name),
        ports: portsOf(ports),
        // Members look for each other before they are ready.
        publishNotReadyAddresses: true,
      },
    });
    new k8s.KubeStatefulSet(this, 'stateful-set', {
      metadata: { name, labels },
      spec: {
        serviceName: nodes,
        replicas,
        podManagementPolicy: 'Parallel',
        selector: { matchLabels: selectorLabels(name) },
        revisionHistoryLimit: 5,
        updateStrategy: { type: 'RollingUpdate' },
        persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
        template: storePod(props),
        volumeClaimTemplates: [...claims],
      },
    });
    if (replicas > 1)
      new DisruptionBudget(this, 'disruption-budget', { name, labels, selector: selectorLabels(name) });
  }
}
