import { quantityIn, type Resources } from '@octollm/catalogue';
import type { k8s } from 'cdk8s-plus-27';
import { type Identity, recommendedLabels } from '../labels.ts';
import { type PriorityTier, priorityClassName } from '../priority/priority-tiers.ts';
import { topologySpread } from '../workload/scale.ts';
import { podSecurity } from '../workload/security.ts';
import type { Mount } from '../workload/volumes.ts';

/** Like pods and what each of them takes: what a quota must have room for. */
export interface PodShare {
  readonly pods: number;
  readonly resources: Resources;
}

const mebibyte = 2 ** 20;

/** A quantity in units that it and its like are whole numbers of. */
const inUnits = (quantity: string, unit: number): number => Math.round((quantityIn(quantity) ?? 0) / unit);

/** What several containers take together. */
export const together = (containers: readonly Resources[]): Resources => {
  const sum = (resource: keyof Resources, unit: number, suffix: string) => {
    const bound = (name: 'request' | 'limit'): string =>
      `${containers.reduce((total, container) => total + inUnits(container[resource][name], unit), 0)}${suffix}`;
    return { request: bound('request'), limit: bound('limit') };
  };
  return {
    cpu: sum('cpu', 1e-3, 'm'),
    memory: sum('memory', mebibyte, 'Mi'),
    ephemeralStorage: sum('ephemeralStorage', mebibyte, 'Mi'),
  };
};

export interface StorePodProps {
  readonly identity: Identity;
  readonly priority: PriorityTier;
  readonly replicas: number;
  readonly containers: readonly k8s.Container[];
  /** Volumes besides those that are claimed. */
  readonly mounts: readonly Mount[];
  /** How long the store may take to write what it holds when it is stopped. */
  readonly gracePeriodSeconds: number;
  /**
   * Annotations of the pods. A change of one rolls them.
   * @default none
   */
  readonly annotations?: Readonly<Record<string, string>>;
  /**
   * Containers that end before the others start.
   * @default none
   */
  readonly initContainers?: readonly k8s.Container[];
  /**
   * Taints of nodes that do not keep the pods away.
   * @default none
   */
  readonly tolerations?: readonly k8s.Toleration[];
}

/** A pod of a store that the Pod Security level `restricted` admits. */
export const storePod = (props: StorePodProps): k8s.PodTemplateSpec => ({
  metadata: { labels: recommendedLabels(props.identity), annotations: props.annotations },
  spec: {
    serviceAccountName: props.identity.name,
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    priorityClassName: priorityClassName(props.priority),
    // A volume with many files would have the group of each of them looked at before every start.
    securityContext: { ...podSecurity, fsGroupChangePolicy: 'OnRootMismatch' },
    terminationGracePeriodSeconds: props.gracePeriodSeconds,
    topologySpreadConstraints: topologySpread(props.identity.name, {
      kind: 'replicas',
      count: props.replicas,
    }),
    ...(props.tolerations === undefined ? {} : { tolerations: [...props.tolerations] }),
    ...(props.initContainers === undefined ? {} : { initContainers: [...props.initContainers] }),
    containers: [...props.containers],
    volumes: props.mounts.map(({ volume }) => volume),
  },
});
