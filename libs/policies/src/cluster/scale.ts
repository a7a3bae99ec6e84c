import { group } from '../read/group.ts';
import { at, numberIn, textIn } from '../read/json.ts';
import { type Cluster, derived } from './cluster.ts';
import type { Resource } from './resource.ts';
import type { Workload } from './workload.ts';

/** An object that sets the number or the size of pods. */
export interface Autoscaler {
  readonly resource: Resource;
  readonly targetKind: string;
  readonly targetName: string;
  /** Where it names its target. */
  readonly path: string;
  /** Undefined for one that sets sizes, not numbers. */
  readonly replicas: { readonly min: number; readonly max: number } | undefined;
}

const targetOf = (resource: Resource, field: string) => ({
  resource,
  targetKind: textIn(at(resource.body, 'spec', field, 'kind')) ?? 'Deployment',
  targetName: textIn(at(resource.body, 'spec', field, 'name')) ?? '',
  path: `spec.${field}`,
});

const horizontal = (resource: Resource): Autoscaler => ({
  ...targetOf(resource, 'scaleTargetRef'),
  replicas: {
    min: numberIn(at(resource.body, 'spec', 'minReplicas')) ?? 1,
    max: numberIn(at(resource.body, 'spec', 'maxReplicas')) ?? 1,
  },
});

/** https://keda.sh/docs/latest/reference/scaledobject-spec/ */
const scaledObject = (resource: Resource): Autoscaler => ({
  ...targetOf(resource, 'scaleTargetRef'),
  replicas: {
    min: numberIn(at(resource.body, 'spec', 'minReplicaCount')) ?? 0,
    max: numberIn(at(resource.body, 'spec', 'maxReplicaCount')) ?? 100,
  },
});

const vertical = (resource: Resource): Autoscaler => ({
  ...targetOf(resource, 'targetRef'),
  replicas: undefined,
});

/** Every autoscaler that acts; a VerticalPodAutoscaler that is `Off` only advises. */
export const autoscalers = derived((cluster: Cluster): readonly Autoscaler[] => [
  ...cluster.ofKind('HorizontalPodAutoscaler').map(horizontal),
  ...cluster.ofKind('ScaledObject').map(scaledObject),
  ...cluster
    .ofKind('VerticalPodAutoscaler')
    .filter(({ body }) => at(body, 'spec', 'updatePolicy', 'updateMode') !== 'Off')
    .map(vertical),
]);

const targetKey = (namespace: string, kind: string, name: string): string => `${namespace} ${kind} ${name}`;

/** The autoscalers by what they act on. */
export const autoscalersByTarget = derived(
  (cluster: Cluster): ReadonlyMap<string, readonly Autoscaler[]> =>
    group(autoscalers(cluster), ({ resource, targetKind, targetName }) => [
      targetKey(resource.namespace, targetKind, targetName),
    ]),
);

/** The autoscalers that act on a workload. */
export const autoscalersOf = (cluster: Cluster, { resource }: Workload): readonly Autoscaler[] =>
  autoscalersByTarget(cluster).get(targetKey(resource.namespace, resource.kind, resource.name)) ?? [];

/** How many pods a workload has at least and at most. Of a DaemonSet there is one on each of `nodes`. */
export const replicasOf = (
  cluster: Cluster,
  workload: Workload,
  nodes: number,
): { readonly min: number; readonly max: number } => {
  const { kind, body } = workload.resource;
  const [scaler] = autoscalersOf(cluster, workload).flatMap(({ replicas }) => replicas ?? []);
  if (scaler !== undefined) return scaler;
  if (kind === 'DaemonSet') return { min: nodes, max: nodes };
  if (kind === 'Job' || kind === 'CronJob') {
    const job = kind === 'Job' ? at(body, 'spec') : at(body, 'spec', 'jobTemplate', 'spec');
    return { min: 0, max: numberIn(at(job, 'parallelism')) ?? 1 };
  }
  const replicas = numberIn(at(body, 'spec', 'replicas')) ?? 1;
  return { min: replicas, max: replicas };
};

const budgetsByWorkload = derived((cluster: Cluster): ReadonlyMap<Workload, readonly Resource[]> => {
  const pairs = cluster
    .ofKind('PodDisruptionBudget')
    .flatMap((budget) =>
      cluster
        .selected(at(budget.body, 'spec', 'selector'), budget.namespace)
        .map((workload) => ({ budget, workload })),
    );
  const grouped = group(pairs, ({ workload }) => [workload]);
  return new Map([...grouped].map(([workload, list]) => [workload, list.map(({ budget }) => budget)]));
});

/** The disruption budgets whose selector finds the pods of a workload. */
export const budgetsOf = (cluster: Cluster, workload: Workload): readonly Resource[] =>
  budgetsByWorkload(cluster).get(workload) ?? [];
