import type { Container, Workload } from '../cluster/workload.ts';
import { at, listIn, numberIn, shown, textsIn } from '../read/json.ts';
import { safeSysctls } from './admission.ts';
import { type ContainerCheck, everyPod, mainContainers, unless } from './containers.ts';
import type { Context, Fault, Rule } from './rule.ts';

/** A setting of the security context: the container's own, or else the pod's. */
const effective = ({ spec }: Container, { pod }: Workload, field: string): unknown =>
  at(spec, 'securityContext', field) ?? at(pod, 'securityContext', field);

const context = ({ path }: Container, field: string): string => `${path}.securityContext.${field}`;

interface ContainerRule extends Omit<Rule, 'check'> {
  readonly container: ContainerCheck;
}

/** Rules about a single container: 15 asks the same of init containers. */
const containerRules: readonly ContainerRule[] = [
  {
    id: 1,
    name: 'Pods run as a user that is not root',
    why: 'A process that escapes from a container as root is root on the node.',
    mend: 'Set securityContext.runAsNonRoot: true for the pod.',
    container: (container, workload) =>
      unless(
        effective(container, workload, 'runAsNonRoot') === true,
        context(container, 'runAsNonRoot'),
        'runAsNonRoot is not true.',
      ),
  },
  {
    id: 2,
    name: 'The user id is above 10000',
    why: 'A low id may be that of a user of the node, and what it may do there it may do from the container.',
    mend: 'Set securityContext.runAsUser to a number above 10000.',
    container: (container, workload) => {
      const user = numberIn(effective(container, workload, 'runAsUser'));
      return unless(
        user !== undefined && user > 10_000,
        context(container, 'runAsUser'),
        `The user id is ${user ?? 'that of the image'}.`,
      );
    },
  },
  {
    id: 3,
    name: 'The groups are not root',
    why: 'The group 0 owns files of the image and of the node.',
    mend: 'Set runAsGroup, and fsGroup and supplementalGroups where they are used, to numbers above 0.',
    container: (container, workload) => {
      const { pod, podPath } = workload;
      const runAsGroup = numberIn(effective(container, workload, 'runAsGroup'));
      const shared = [
        numberIn(at(pod, 'securityContext', 'fsGroup')),
        ...listIn(at(pod, 'securityContext', 'supplementalGroups')).map(numberIn),
      ];
      return [
        ...unless(
          runAsGroup !== undefined && runAsGroup > 0,
          context(container, 'runAsGroup'),
          `The group is ${runAsGroup ?? 'that of the image, which may be root'}.`,
        ),
        ...unless(!shared.includes(0), `${podPath}.securityContext`, 'fsGroup or a supplemental group is 0.'),
      ];
    },
  },
  {
    id: 4,
    name: 'Privileges cannot be gained',
    why: 'A setuid file in the image would make root of any user.',
    mend: 'Set securityContext.allowPrivilegeEscalation: false for the container.',
    container: (container) =>
      unless(
        at(container.spec, 'securityContext', 'allowPrivilegeEscalation') === false,
        context(container, 'allowPrivilegeEscalation'),
        'allowPrivilegeEscalation is not false.',
      ),
  },
  {
    id: 5,
    name: 'All capabilities are dropped',
    why: 'The runtime gives a container more than a dozen capabilities unless it is told not to.',
    mend: 'Set securityContext.capabilities.drop: [ALL] for the container.',
    container: (container) =>
      unless(
        textsIn(at(container.spec, 'securityContext', 'capabilities', 'drop')).includes('ALL'),
        context(container, 'capabilities.drop'),
        'ALL is not among the dropped capabilities.',
      ),
  },
  {
    id: 6,
    name: 'No capability is added but NET_BIND_SERVICE',
    why: 'The Pod Security level restricted refuses every other, and most of them lead to root.',
    mend: 'Remove the capability, or do what needs it outside the container.',
    container: (container) =>
      textsIn(at(container.spec, 'securityContext', 'capabilities', 'add'))
        .filter((capability) => capability !== 'NET_BIND_SERVICE')
        .map((capability) => ({
          path: context(container, 'capabilities.add'),
          message: `The capability ${capability} is added.`,
          subject: capability,
        })),
  },
  {
    id: 7,
    name: 'A seccomp profile is set',
    why: 'Without one the container may make every system call of the kernel.',
    mend: 'Set securityContext.seccompProfile.type: RuntimeDefault for the pod.',
    container: (container, workload) => {
      const type = at(effective(container, workload, 'seccompProfile'), 'type');
      return unless(
        type === 'RuntimeDefault' || type === 'Localhost',
        context(container, 'seccompProfile'),
        'The seccomp profile is neither RuntimeDefault nor Localhost.',
      );
    },
  },
  {
    id: 8,
    name: 'The root file system is read-only',
    why: 'What cannot be written to cannot be replaced by an intruder, nor fill the disk of the node.',
    mend: 'Set securityContext.readOnlyRootFilesystem: true and mount an emptyDir where the process writes.',
    container: (container) =>
      unless(
        at(container.spec, 'securityContext', 'readOnlyRootFilesystem') === true,
        context(container, 'readOnlyRootFilesystem'),
        'readOnlyRootFilesystem is not true.',
      ),
  },
  {
    id: 9,
    name: 'No container is privileged',
    why: 'A privileged container is root on the node in all but name.',
    mend: 'Remove privileged: true.',
    container: (container) =>
      unless(
        (at(container.spec, 'securityContext', 'privileged') ?? false) === false,
        context(container, 'privileged'),
        'The container is privileged.',
      ),
  },
  {
    id: 12,
    name: 'No port of the node is taken',
    why: 'It goes round the Service and its policies, and one node can hold only one such pod.',
    mend: 'Remove hostPort and put a Service in front of the pods.',
    container: (container) =>
      listIn(container.spec.ports).flatMap((port, index) =>
        unless(
          (numberIn(at(port, 'hostPort')) ?? 0) === 0,
          `${container.path}.ports[${index}].hostPort`,
          `The port ${numberIn(at(port, 'hostPort'))} of the node is taken.`,
        ),
      ),
  },
];

const volumesOf = ({ pod }: Workload): readonly unknown[] => listIn(pod.volumes);

/** https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted; a hostPath is for rule 11. */
const volumeTypes = [
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'hostPath',
  'persistentVolumeClaim',
  'projected',
  'secret',
];

const runtimeSocket = /(?:docker|containerd|crio)\.sock/;

const podRules: readonly Rule[] = [
  {
    id: 10,
    name: 'Nothing of the node is shared',
    why: 'A pod in the network, process or IPC namespace of the node sees and reaches what runs there.',
    mend: 'Remove hostNetwork, hostPID and hostIPC.',
    check: everyPod(({ pod, podPath }) =>
      ['hostNetwork', 'hostPID', 'hostIPC'].flatMap((field) =>
        unless((pod[field] ?? false) === false, `${podPath}.${field}`, `${field} is set.`, field),
      ),
    ),
  },
  {
    id: 11,
    name: 'No path of the node is mounted',
    why: 'What is written there outlives the pod, and the socket of the runtime starts containers as root.',
    mend: 'Use an emptyDir, a PersistentVolumeClaim or a CSI volume.',
    check: everyPod((workload) => [
      ...volumesOf(workload).flatMap((volume, index) =>
        unless(
          at(volume, 'hostPath') === undefined,
          `${workload.podPath}.volumes[${index}].hostPath`,
          `The path ${shown(at(volume, 'hostPath', 'path'))} of the node is mounted.`,
        ),
      ),
      ...[...workload.containers, ...workload.otherContainers].flatMap(({ spec, path }) =>
        listIn(spec.volumeMounts).flatMap((mount, index) =>
          unless(
            !runtimeSocket.test(shown(at(mount, 'mountPath'))),
            `${path}.volumeMounts[${index}]`,
            'The socket of the container runtime is mounted.',
          ),
        ),
      ),
    ]),
  },
  {
    id: 13,
    name: 'Volumes are of the restricted types',
    why: 'The Pod Security level restricted refuses all others, most of which speak to storage with rights of the node.',
    mend: `Use one of ${volumeTypes.filter((type) => type !== 'hostPath').join(', ')}.`,
    check: everyPod((workload) =>
      volumesOf(workload).flatMap((volume, index) =>
        unless(
          volumeTypes.some((type) => at(volume, type) !== undefined),
          `${workload.podPath}.volumes[${index}]`,
          `The volume ${shown(at(volume, 'name'))} is of no restricted type.`,
        ),
      ),
    ),
  },
  {
    id: 14,
    name: 'Kernel settings are safe ones',
    why: 'Others reach beyond the pod, and an unmasked /proc shows what the runtime hides.',
    mend: 'Remove the sysctl or the procMount.',
    check: everyPod(({ pod, podPath, containers, otherContainers }) => [
      ...listIn(at(pod, 'securityContext', 'sysctls')).flatMap((sysctl, index) =>
        unless(
          safeSysctls.includes(shown(at(sysctl, 'name'))),
          `${podPath}.securityContext.sysctls[${index}]`,
          `The sysctl ${shown(at(sysctl, 'name'))} is not a safe one.`,
        ),
      ),
      ...[...containers, ...otherContainers].flatMap((container) =>
        unless(
          (at(container.spec, 'securityContext', 'procMount') ?? 'Default') === 'Default',
          context(container, 'procMount'),
          'procMount is not Default.',
        ),
      ),
    ]),
  },
  {
    id: 15,
    name: 'Init containers obey the same rules',
    why: 'They run in the same pod with the same volumes, before anything else.',
    mend: 'Give init and ephemeral containers the security context of the others.',
    check: everyPod((workload) =>
      workload.otherContainers.flatMap((container) =>
        containerRules.flatMap((rule) =>
          rule
            .container(container, workload)
            .map((complaint) => ({ ...complaint, message: `${complaint.message} (rule ${rule.id})` })),
        ),
      ),
    ),
  },
];

/** Two containers of a pod share what is wrong with the pod. */
const once = (faults: readonly Fault[]): readonly Fault[] => {
  const seen = new Map<Fault['resource'], Set<string>>();
  return faults.filter(({ resource, path, message }) => {
    const known = seen.get(resource) ?? new Set();
    seen.set(resource, known);
    const isNew = !known.has(`${path} ${message}`);
    known.add(`${path} ${message}`);
    return isNew;
  });
};

/** What a pod may do to its node: rules 1 to 15. */
export const podSecurityRules: readonly Rule[] = [
  ...containerRules.map(({ container, ...rule }) => ({
    ...rule,
    check: (given: Context) => once(mainContainers(container)(given)),
  })),
  ...podRules,
];
