import { quantityIn } from '@octollm/catalogue';
import type { Resource } from '../cluster/resource.ts';
import { replicasOf } from '../cluster/scale.ts';
import type { Container, Workload } from '../cluster/workload.ts';
import { at, listIn, objectIn, shown } from '../read/json.ts';
import { type Context, type Fault, fault, type Rule } from './rule.ts';

type Bound = 'requests' | 'limits';

const amount = ({ spec }: Container, bound: Bound, resource: string): number =>
  quantityIn(at(spec, 'resources', bound, resource)) ?? 0;

/** What a pod takes: init containers run before the others, so that only the largest of them counts. */
const podTakes = ({ containers, otherContainers }: Workload, bound: Bound, resource: string): number =>
  Math.max(
    containers.reduce((sum, container) => sum + amount(container, bound, resource), 0),
    ...otherContainers.map((container) => amount(container, bound, resource)),
  );

/** What one pod counts for under a key of a quota; undefined for keys that are about something else. */
const counted = (workload: Workload, key: string): number | undefined => {
  if (key === 'pods' || key === 'count/pods') return 1;
  const [, bound, resource] = /^(?:(requests|limits)\.)?(cpu|memory|ephemeral-storage)$/.exec(key) ?? [];
  if (resource === undefined) return undefined;
  return podTakes(workload, bound === 'limits' ? 'limits' : 'requests', resource);
};

/** Sums are of decimal fractions of cores, which binary numbers do not hold exactly. */
const tolerance = 1e-9;

const exceeded = ({ cluster, nodes }: Context, quota: Resource): readonly Fault[] =>
  Object.entries(objectIn(at(quota.body, 'spec', 'hard'))).flatMap(([key, hard]) => {
    const limit = quantityIn(hard);
    const shares = cluster.workloadsIn(quota.namespace).map((workload) => {
      const each = counted(workload, key);
      return each === undefined ? undefined : each * replicasOf(cluster, workload, nodes).max;
    });
    const sum = shares.reduce<number>((total, share) => total + (share ?? 0), 0);
    return limit === undefined || sum <= limit * (1 + tolerance)
      ? []
      : fault(
          quota,
          `spec.hard["${key}"]`,
          `At most ${shown(hard)} are allowed, but the pods at their maxima need ${sum}.`,
          key,
        );
  });

interface Range {
  readonly min: unknown;
  readonly max: unknown;
}

const outOfRange = ({ cluster }: Context, limitRange: Resource): readonly Fault[] => {
  const ranges = listIn(at(limitRange.body, 'spec', 'limits'))
    .filter((limit) => at(limit, 'type') === 'Container')
    .map((limit): Range => ({ min: at(limit, 'min'), max: at(limit, 'max') }));
  return cluster
    .workloadsIn(limitRange.namespace)
    .flatMap((workload) =>
      [...workload.containers, ...workload.otherContainers].flatMap((container) =>
        ranges.flatMap(({ min, max }) => [
          ...Object.entries(objectIn(min)).flatMap(([resource, least]) =>
            amount(container, 'requests', resource) >= (quantityIn(least) ?? 0)
              ? []
              : fault(
                  workload.resource,
                  `${container.path}.resources.requests.${resource}`,
                  `LimitRange ${limitRange.name} asks for at least ${shown(least)}.`,
                  resource,
                ),
          ),
          ...Object.entries(objectIn(max)).flatMap(([resource, most]) =>
            amount(container, 'limits', resource) <= (quantityIn(most) ?? Number.POSITIVE_INFINITY)
              ? []
              : fault(
                  workload.resource,
                  `${container.path}.resources.limits.${resource}`,
                  `LimitRange ${limitRange.name} allows at most ${shown(most)}.`,
                  resource,
                ),
          ),
        ]),
      ),
    );
};

/** Whether what may run fits into what a namespace is given: rule 41. */
export const quotaRules: readonly Rule[] = [
  {
    id: 41,
    name: 'The maxima of the autoscalers fit into the quota, and containers into the LimitRange',
    why: 'Pods beyond the quota are refused, and that is noticed under load, when they are needed.',
    mend: 'Raise the quota above the sum, lower a maximum, or bring the container into the range.',
    check: (context) => [
      ...context.cluster.ofKind('ResourceQuota').flatMap((quota) => exceeded(context, quota)),
      ...context.cluster.ofKind('LimitRange').flatMap((limitRange) => outOfRange(context, limitRange)),
    ],
  },
];
