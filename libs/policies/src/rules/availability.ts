import { autoscalersByTarget, autoscalersOf, budgetsOf, replicasOf } from '../cluster/scale.ts';
import { isScalable, type Workload } from '../cluster/workload.ts';
import { countIn } from '../read/count.ts';
import { at, listIn, textIn } from '../read/json.ts';
import { selects } from '../read/selector.ts';
import { everyPod, unless } from './containers.ts';
import { type Context, fault, type Rule } from './rule.ts';

const scalable = ({ cluster }: Context): readonly Workload[] => cluster.workloads.filter(isScalable);

const isMultiple = (context: Context, workload: Workload): boolean =>
  replicasOf(context.cluster, workload, context.nodes).max > 1;

/** How many of `replicas` pods a budget lets a drain take. */
const disruptionsAllowed = (budget: unknown, replicas: number): number | undefined => {
  const unavailable = at(budget, 'spec', 'maxUnavailable');
  if (unavailable !== undefined) return countIn(unavailable, replicas);
  const available = countIn(at(budget, 'spec', 'minAvailable') ?? 1, replicas);
  return available === undefined ? undefined : replicas - available;
};

const spreads = ({ pod, podLabels }: Workload): boolean => {
  const antiAffinity = at(pod, 'affinity', 'podAntiAffinity');
  const terms = [
    ...listIn(pod.topologySpreadConstraints),
    ...listIn(at(antiAffinity, 'requiredDuringSchedulingIgnoredDuringExecution')),
    ...listIn(at(antiAffinity, 'preferredDuringSchedulingIgnoredDuringExecution')).map((preferred) =>
      at(preferred, 'podAffinityTerm'),
    ),
  ];
  return terms.some(
    (term) => at(term, 'labelSelector') !== undefined && selects(at(term, 'labelSelector'), podLabels),
  );
};

/** How many pods there are and where: rules 33 to 39. */
export const availabilityRules: readonly Rule[] = [
  {
    id: 33,
    name: 'In production there are always two pods',
    why: 'One pod is an outage for every drain of its node and every rollout that fails.',
    mend: 'Set replicas, or the minimum of the autoscaler, to at least 2.',
    check: (context) =>
      scalable(context)
        .filter(({ namespace }) => context.stageOf(namespace) === 'production')
        .flatMap((workload) => {
          const { min } = replicasOf(context.cluster, workload, context.nodes);
          return min >= 2 ? [] : fault(workload.resource, 'spec.replicas', `There may be only ${min}.`);
        }),
  },
  {
    id: 34,
    name: 'No replicas where an autoscaler decides',
    why: 'Every sync would set the number back, against the load.',
    mend: 'Remove spec.replicas; the autoscaler has a minimum.',
    check: ({ cluster }) =>
      cluster.workloads.flatMap((workload) => {
        const [scaler] = autoscalersOf(cluster, workload).filter(({ replicas }) => replicas !== undefined);
        return scaler === undefined || at(workload.resource.body, 'spec', 'replicas') === undefined
          ? []
          : fault(
              workload.resource,
              'spec.replicas',
              `replicas is set, and ${scaler.resource.kind} ${scaler.resource.name} sets it, too.`,
            );
      }),
  },
  {
    id: 35,
    name: 'One autoscaler per workload',
    why: 'Two that follow different signals undo each other without an end.',
    mend: 'Put the signals into one autoscaler; leave a VerticalPodAutoscaler Off beside it.',
    check: ({ cluster }) =>
      [...autoscalersByTarget(cluster).values()].flatMap(([first, ...others]) =>
        others.map(({ resource, path, targetKind, targetName }) =>
          fault(
            resource,
            path,
            `${targetKind} ${targetName} is scaled by ${first?.resource.kind} ${first?.resource.name} already.`,
            targetName,
          ),
        ),
      ),
  },
  {
    id: 36,
    name: 'Several replicas have one disruption budget that pods that are not well cannot block',
    why: 'Without one a drain takes all pods at once; with two it takes none; unhealthy pods hold a drain up for ever.',
    mend: 'Define one PodDisruptionBudget per workload with unhealthyPodEvictionPolicy; none for a DaemonSet.',
    check: (context) => [
      ...scalable(context)
        .filter((workload) => isMultiple(context, workload))
        .flatMap((workload) => {
          const { length } = budgetsOf(context.cluster, workload);
          return length === 1
            ? []
            : fault(workload.resource, 'spec', `${length === 0 ? 'No' : length} disruption budgets apply.`);
        }),
      ...context.cluster
        .ofKind('PodDisruptionBudget')
        .filter(
          ({ body }) =>
            !['AlwaysAllow', 'IfHealthyBudget'].includes(
              textIn(at(body, 'spec', 'unhealthyPodEvictionPolicy')) ?? '',
            ),
        )
        .map((budget) =>
          fault(
            budget,
            'spec.unhealthyPodEvictionPolicy',
            'The budget does not say what holds for unhealthy pods.',
          ),
        ),
      ...context.cluster.workloads
        .filter(({ resource }) => resource.kind === 'DaemonSet')
        .flatMap((workload) =>
          budgetsOf(context.cluster, workload).map((budget) =>
            fault(
              budget,
              'spec.selector',
              `A drain leaves the pods of DaemonSet ${workload.resource.name} alone.`,
            ),
          ),
        ),
    ],
  },
  {
    id: 37,
    name: 'A disruption budget always lets one pod go',
    why: 'Otherwise no node of the cluster can be drained or upgraded while the workload is at its minimum.',
    mend: 'Set maxUnavailable: 1, or raise the minimum above minAvailable.',
    check: (context) =>
      context.cluster.workloads.flatMap((workload) =>
        budgetsOf(context.cluster, workload).flatMap((budget) => {
          const { min } = replicasOf(context.cluster, workload, context.nodes);
          const allowed = disruptionsAllowed(budget.body, min);
          return allowed !== undefined && allowed >= 1
            ? []
            : fault(
                budget,
                'spec',
                `Of the ${min} pods that ${workload.resource.name} has at least, a drain may take none.`,
              );
        }),
      ),
  },
  {
    id: 38,
    name: 'Replicas keep apart',
    why: 'All of them on one node are no more than one.',
    mend: 'Set topologySpreadConstraints or a podAntiAffinity whose selector finds the pods themselves.',
    check: (context) =>
      scalable(context)
        .filter((workload) => isMultiple(context, workload) && !spreads(workload))
        .map(({ resource, podPath }) =>
          fault(resource, `${podPath}.topologySpreadConstraints`, 'Nothing keeps the pods apart.'),
        ),
  },
  {
    id: 39,
    name: 'Every pod has a priority that exists',
    why: 'When nodes are short, what matters least should go; a pod with an unknown class is refused.',
    mend: 'Set priorityClassName to a PriorityClass of the manifests.',
    check: (context) =>
      everyPod(({ pod, podPath }) => {
        const name = textIn(pod.priorityClassName);
        const path = `${podPath}.priorityClassName`;
        if (name === undefined) return unless(false, path, 'The pods have no priority.');
        return unless(
          /^system-(?:cluster|node)-critical$/.test(name) ||
            context.cluster.find('PriorityClass', '', name) !== undefined,
          path,
          `The PriorityClass ${name} does not exist.`,
          name,
        );
      })(context),
  },
];
