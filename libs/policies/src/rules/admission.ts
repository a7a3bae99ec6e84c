import type { Container, Workload } from '../cluster/workload.ts';
import { at, listIn, numberIn, textIn, textsIn } from '../read/json.ts';

/** https://kubernetes.io/docs/concepts/security/pod-security-standards/ */
export type Level = 'privileged' | 'baseline' | 'restricted';

/** Sysctls that stay inside the pod: https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline */
export const safeSysctls = [
  'kernel.shm_rmid_forced',
  'net.ipv4.ip_local_port_range',
  'net.ipv4.ip_local_reserved_ports',
  'net.ipv4.ip_unprivileged_port_start',
  'net.ipv4.ping_group_range',
  'net.ipv4.tcp_fin_timeout',
  'net.ipv4.tcp_keepalive_intvl',
  'net.ipv4.tcp_keepalive_probes',
  'net.ipv4.tcp_keepalive_time',
  'net.ipv4.tcp_rmem',
  'net.ipv4.tcp_syncookies',
  'net.ipv4.tcp_wmem',
];

const baselineCapabilities = [
  'AUDIT_WRITE',
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'MKNOD',
  'NET_BIND_SERVICE',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYS_CHROOT',
];

const restrictedVolumes = [
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'persistentVolumeClaim',
  'projected',
  'secret',
];

const security = ({ spec }: Container, field: string): unknown => at(spec, 'securityContext', field);
const effective = (container: Container, { pod }: Workload, field: string): unknown =>
  security(container, field) ?? at(pod, 'securityContext', field);
const added = (container: Container): readonly string[] =>
  textsIn(at(security(container, 'capabilities'), 'add'));

type Refusal = readonly [refused: boolean, reason: string];

const baseline = (container: Container, workload: Workload): readonly Refusal[] => [
  [
    ['hostNetwork', 'hostPID', 'hostIPC'].some((field) => workload.pod[field] === true),
    'shares a namespace of the node',
  ],
  [security(container, 'privileged') === true, 'is privileged'],
  [added(container).some((name) => !baselineCapabilities.includes(name)), 'adds capabilities'],
  [listIn(workload.pod.volumes).some((volume) => at(volume, 'hostPath') !== undefined), 'mounts a hostPath'],
  [
    listIn(container.spec.ports).some((port) => (numberIn(at(port, 'hostPort')) ?? 0) > 0),
    'takes a hostPort',
  ],
  [
    listIn(at(workload.pod, 'securityContext', 'sysctls')).some(
      (sysctl) => !safeSysctls.includes(textIn(at(sysctl, 'name')) ?? ''),
    ),
    'sets unsafe sysctls',
  ],
  [(security(container, 'procMount') ?? 'Default') !== 'Default', 'unmasks /proc'],
  [at(effective(container, workload, 'seccompProfile'), 'type') === 'Unconfined', 'has no seccomp profile'],
  [at(effective(container, workload, 'appArmorProfile'), 'type') === 'Unconfined', 'has no AppArmor profile'],
  [
    at(effective(container, workload, 'windowsOptions'), 'hostProcess') === true,
    'runs as a process of the node',
  ],
];

const hasSeccompProfile = (container: Container, workload: Workload): boolean => {
  const type = at(effective(container, workload, 'seccompProfile'), 'type');
  return type === 'RuntimeDefault' || type === 'Localhost';
};

const restricted = (container: Container, workload: Workload): readonly Refusal[] => [
  [
    listIn(workload.pod.volumes).some(
      (volume) => !restrictedVolumes.some((type) => at(volume, type) !== undefined),
    ),
    'has a volume of another type',
  ],
  [security(container, 'allowPrivilegeEscalation') !== false, 'may gain privileges'],
  [effective(container, workload, 'runAsNonRoot') !== true, 'may run as root'],
  [effective(container, workload, 'runAsUser') === 0, 'runs as root'],
  [!hasSeccompProfile(container, workload), 'has no seccomp profile'],
  [!textsIn(at(security(container, 'capabilities'), 'drop')).includes('ALL'), 'keeps capabilities'],
  [added(container).some((name) => name !== 'NET_BIND_SERVICE'), 'adds capabilities'],
];

/** Why the admission controller would refuse a container of a pod in a namespace of this level; empty if it admits it. */
export const refusals = (level: Level, container: Container, workload: Workload): readonly string[] => {
  if (level === 'privileged') return [];
  const checks = [
    ...baseline(container, workload),
    ...(level === 'restricted' ? restricted(container, workload) : []),
  ];
  return [...new Set(checks.filter(([refused]) => refused).map(([, reason]) => reason))];
};
