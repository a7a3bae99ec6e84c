import type { k8s } from 'cdk8s-plus-27';

/**
 * The user and group of every process. Above 10000, so that they are nobody on the node either
 * (https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted).
 */
export const userId = 10_001;

export const podSecurity: k8s.PodSecurityContext = {
  runAsNonRoot: true,
  runAsUser: userId,
  runAsGroup: userId,
  fsGroup: userId,
  seccompProfile: { type: 'RuntimeDefault' },
};

/** Said again for every container where the pod's word could be overruled or does not count. */
export const containerSecurity: k8s.SecurityContext = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  privileged: false,
  readOnlyRootFilesystem: true,
  runAsNonRoot: true,
};
