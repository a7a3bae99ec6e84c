import type { Cluster } from '../cluster/cluster.ts';
import type { Resource } from '../cluster/resource.ts';
import { behind } from '../cluster/services.ts';
import { at, listIn, numberIn, objectIn, textIn } from '../read/json.ts';
import { type Fault, fault, type Rule } from './rule.ts';

const headless = (cluster: Cluster, set: Resource): readonly Fault[] => {
  const path = 'spec.serviceName';
  const name = textIn(at(set.body, 'spec', 'serviceName')) ?? '';
  const service = cluster.find('Service', set.namespace, name);
  if (service === undefined) return [fault(set, path, `The Service ${name} does not exist.`, name)];
  if (at(service.body, 'spec', 'clusterIP') !== 'None')
    return [fault(set, path, `The Service ${name} is not headless (clusterIP: None).`, name)];
  return behind(cluster, service).some(({ resource }) => resource === set)
    ? []
    : [fault(set, path, `The Service ${name} does not find the pods.`, name)];
};

const retention = ({ body }: Resource): boolean =>
  ['whenDeleted', 'whenScaled'].every((when) =>
    ['Retain', 'Delete'].includes(
      textIn(at(body, 'spec', 'persistentVolumeClaimRetentionPolicy', when)) ?? '',
    ),
  );

/** Argo CD removes a Job of a hook itself when it is told to. */
const removedByHook = (annotations: Readonly<Record<string, string>>): boolean =>
  annotations['argocd.argoproj.io/hook-delete-policy'] !== undefined;

const jobFaults = (resource: Resource, path: string, job: unknown): readonly Fault[] => [
  ...(numberIn(at(job, 'ttlSecondsAfterFinished')) === undefined && !removedByHook(resource.annotations)
    ? [fault(resource, `${path}.ttlSecondsAfterFinished`, 'Finished Jobs stay for ever.')]
    : []),
  ...(numberIn(at(job, 'activeDeadlineSeconds')) === undefined
    ? [fault(resource, `${path}.activeDeadlineSeconds`, 'A Job that hangs runs for ever.')]
    : []),
  ...(['Never', 'OnFailure'].includes(textIn(at(job, 'template', 'spec', 'restartPolicy')) ?? '')
    ? []
    : [
        fault(
          resource,
          `${path}.template.spec.restartPolicy`,
          'restartPolicy is neither Never nor OnFailure.',
        ),
      ]),
];

const cronFaults = (resource: Resource): readonly Fault[] => {
  const { body } = resource;
  return [
    ...(numberIn(at(body, 'spec', 'startingDeadlineSeconds')) === undefined
      ? [fault(resource, 'spec.startingDeadlineSeconds', 'There is no deadline for starting late.')]
      : []),
    ...(textIn(at(body, 'spec', 'concurrencyPolicy')) === undefined
      ? [fault(resource, 'spec.concurrencyPolicy', 'It is not said whether two runs may overlap.')]
      : []),
    ...jobFaults(resource, 'spec.jobTemplate.spec', at(body, 'spec', 'jobTemplate', 'spec')),
  ];
};

/** What keeps data and what runs to its end: rules 42 and 43. */
export const statefulRules: readonly Rule[] = [
  {
    id: 42,
    name: 'StatefulSets have a headless Service, claims and a policy for keeping them',
    why: 'Without the Service the pods have no names, without claims no data, without the policy nobody knows what a deletion takes along.',
    mend: 'Set serviceName to a Service with clusterIP: None, volumeClaimTemplates and persistentVolumeClaimRetentionPolicy.',
    check: ({ cluster }) =>
      cluster
        .ofKind('StatefulSet')
        .flatMap((set) => [
          ...headless(cluster, set),
          ...(listIn(at(set.body, 'spec', 'volumeClaimTemplates')).length === 0
            ? [fault(set, 'spec.volumeClaimTemplates', 'No volume is claimed: a restart loses the data.')]
            : []),
          ...(retention(set)
            ? []
            : [
                fault(
                  set,
                  'spec.persistentVolumeClaimRetentionPolicy',
                  'It is not said what happens to the claims.',
                ),
              ]),
        ]),
  },
  {
    id: 43,
    name: 'Jobs end, and are gone some time later',
    why: 'A Job that hangs blocks the next run, overlapping runs spoil each other, finished ones fill the cluster.',
    mend: 'Set startingDeadlineSeconds and concurrencyPolicy on a CronJob; activeDeadlineSeconds, ttlSecondsAfterFinished and restartPolicy on every Job.',
    check: ({ cluster }) => [
      ...cluster.ofKind('CronJob').flatMap(cronFaults),
      ...cluster.ofKind('Job').flatMap((job) => jobFaults(job, 'spec', objectIn(job.body.spec))),
    ],
  },
];
