import type { KubernetesObject } from '@octollm/constructs';

/** Kinds that others need before they can be: Argo CD applies a wave once the one before is healthy. */
const wavesByKind: Readonly<Record<string, number>> = {
  AppProject: -3,
  ClusterIssuer: -2,
  Namespace: -3,
  PriorityClass: -3,
  // Nothing in its folder needs it, and it may take long to become healthy.
  ClusterSecretStore: 4,
  ConfigMap: -2,
  ExternalSecret: -2,
  LimitRange: -2,
  NetworkPolicy: -2,
  ResourceQuota: -2,
  ServiceAccount: -2,
};

/** The stores, then the orchestrator, then the arms it calls, then the door. */
const wavesByComponent: Readonly<Record<string, number>> = {
  store: -1,
  orchestrator: 1,
  arm: 2,
  gateway: 3,
  job: 3,
};

/** The wave of the objects that nobody waits for. */
const anyTime = 0;

/** When Argo CD applies an object (https://argo-cd.readthedocs.io/en/stable/user-guide/sync-waves/). */
export const syncWave = ({ kind, metadata }: KubernetesObject): number =>
  wavesByKind[kind] ?? wavesByComponent[metadata.labels?.['app.kubernetes.io/component'] ?? ''] ?? anyTime;

/** The object with its wave, if it does not name one itself. */
export const withSyncWave = (object: KubernetesObject): KubernetesObject => ({
  ...object,
  metadata: {
    ...object.metadata,
    annotations: {
      'argocd.argoproj.io/sync-wave': String(syncWave(object)),
      ...object.metadata.annotations,
    },
  },
});
