import type { Cluster } from '../cluster/cluster.ts';
import { engineFinding, type Finding } from './finding.ts';

/** How many objects of a kind have to be there, so that a render that lost them does not pass. */
export interface Floor {
  readonly namespace: string;
  readonly kind: string;
  readonly atLeast: number;
}

/** The kinds of which there are fewer than there have to be. An empty folder never passes. */
export const belowFloor = (cluster: Cluster, floors: readonly Floor[]): readonly Finding[] => [
  ...(cluster.resources.length === 0
    ? [engineFinding('floor', 'There is no Kubernetes object in the folder.')]
    : []),
  ...floors.flatMap(({ namespace, kind, atLeast }) => {
    const { length } = cluster
      .ofKind(kind)
      .filter((resource) => (kind === 'Namespace' ? resource.name : resource.namespace) === namespace);
    return length >= atLeast
      ? []
      : engineFinding('floor', `There are ${length} ${kind} objects in ${namespace}, not ${atLeast}.`);
  }),
];
