import { isBound } from '../cluster/bindings.ts';
import type { Cluster } from '../cluster/cluster.ts';
import type { Workload } from '../cluster/workload.ts';
import { textIn } from '../read/json.ts';
import { type Level, refusals } from './admission.ts';
import { type Fault, fault, type Rule } from './rule.ts';

const accountOf = ({ pod }: Workload): string => textIn(pod.serviceAccountName) ?? 'default';

const modes = ['enforce', 'audit', 'warn'] as const;

const levelOf = (cluster: Cluster, namespace: string): Level | undefined => {
  const level = cluster.namespaceLabels(namespace)['pod-security.kubernetes.io/enforce'];
  return level === 'privileged' || level === 'baseline' || level === 'restricted' ? level : undefined;
};

/** Who a pod is and what its namespace asks of it: rules 16 to 19. */
export const identityRules: readonly Rule[] = [
  {
    id: 16,
    name: 'Only accounts with rights hand out their token',
    why: 'A token in a container that needs none is a way to the API server for whoever gets in.',
    mend: 'Set automountServiceAccountToken: false for the account and the pod, or bind a role to the account.',
    check: ({ cluster }) => [
      ...cluster.workloads.flatMap((workload) => {
        const account = accountOf(workload);
        const mounted =
          workload.pod.automountServiceAccountToken ??
          cluster.find('ServiceAccount', workload.namespace, account)?.body.automountServiceAccountToken;
        if (mounted === false || isBound(cluster, workload.namespace, account)) return [];
        return fault(
          workload.resource,
          `${workload.podPath}.automountServiceAccountToken`,
          `The token of ${account} is mounted, and no binding gives the account a right.`,
        );
      }),
      ...cluster
        .ofKind('ServiceAccount')
        .filter(
          ({ body, namespace, name }) =>
            body.automountServiceAccountToken !== false && !isBound(cluster, namespace, name),
        )
        .map((account) =>
          fault(
            account,
            'automountServiceAccountToken',
            'The account hands its token to every pod, and no binding gives it a right.',
          ),
        ),
    ],
  },
  {
    id: 17,
    name: 'Every pod has an account of its own name that exists',
    why: 'Pods of the account default share what anybody ever grants it; pods of a missing one do not start.',
    mend: 'Define a ServiceAccount and name it in serviceAccountName.',
    check: ({ cluster }) =>
      cluster.workloads.flatMap(({ resource, pod, podPath, namespace }) => {
        const path = `${podPath}.serviceAccountName`;
        const account = textIn(pod.serviceAccountName);
        if (account === undefined || account === 'default')
          return fault(resource, path, 'The pods use the account default.', 'default');
        if (cluster.find('ServiceAccount', namespace, account) === undefined)
          return fault(resource, path, `The account ${account} does not exist.`, account);
        return [];
      }),
  },
  {
    id: 18,
    name: 'Namespaces say what they admit, of a pinned version',
    why: 'Without the labels anything is admitted; without a version a cluster upgrade changes what is.',
    mend: 'Label the Namespace with pod-security.kubernetes.io/enforce, audit and warn and with their -version.',
    check: ({ cluster }) => [
      ...cluster.ofKind('Namespace').flatMap((namespace) =>
        modes.flatMap((mode): Fault[] => {
          const label = `pod-security.kubernetes.io/${mode}`;
          const level = namespace.labels[label];
          const version = namespace.labels[`${label}-version`];
          return [
            ...(level === 'baseline' || level === 'restricted'
              ? []
              : [
                  fault(
                    namespace,
                    `metadata.labels["${label}"]`,
                    `${mode} is ${level ?? 'not set'}, neither baseline nor restricted.`,
                    mode,
                  ),
                ]),
            ...(/^v1\.\d+$/.test(version ?? '')
              ? []
              : [
                  fault(
                    namespace,
                    `metadata.labels["${label}-version"]`,
                    `The version of ${mode} is ${version ?? 'not set'}, which is no pinned one.`,
                    mode,
                  ),
                ]),
          ];
        }),
      ),
      ...cluster.namespaces
        .filter((namespace) => cluster.find('Namespace', '', namespace) === undefined)
        .flatMap((namespace) =>
          cluster
            .workloadsIn(namespace)
            .slice(0, 1)
            .map(({ resource }) =>
              fault(
                resource,
                'metadata.namespace',
                `No Namespace ${namespace} says what it admits.`,
                namespace,
              ),
            ),
        ),
    ],
  },
  {
    id: 19,
    name: 'Every pod is admitted by its namespace',
    why: 'The workload would be accepted and its pods refused: nothing would run, and only an event would say why.',
    mend: 'Harden the pod as the message says; rules 1 to 15 show how.',
    check: ({ cluster }) =>
      cluster.workloads.flatMap((workload) => {
        const level = levelOf(cluster, workload.namespace);
        if (level === undefined) return [];
        return [...workload.containers, ...workload.otherContainers].flatMap((container) => {
          const reasons = refusals(level, container, workload);
          return reasons.length === 0
            ? []
            : fault(
                workload.resource,
                container.path,
                `The level ${level} of ${workload.namespace} refuses a container that ${reasons.join(', ')}.`,
              );
        });
      }),
  },
];
