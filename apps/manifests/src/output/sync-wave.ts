import { type KubernetesObject, monitoringComponent } from '@octollm/constructs';

/** Kinds that others need before they can be: Argo CD applies a wave once the one before is healthy. */
const wavesByKind: Readonly<Record<string, number>> = {
  AppProject: -3,
  ClusterIssuer: -2,
  Namespace: -3,
  PriorityClass: -3,
  // With the Secrets that are made through it: in a later wave than these it would never come.
  ClusterSecretStore: -2,
  ConfigMap: -2,
  ExternalSecret: -2,
  LimitRange: -2,
  NetworkPolicy: -2,
  ResourceQuota: -2,
  RuntimeClass: -3,
  ServiceAccount: -2,
  StorageClass: -3,
};

/** The stores, then the orchestrator, then the arms it calls, then the door and what looks after all of them. */
const wavesByComponent: Readonly<Record<string, number>> = {
  store: -1,
  orchestrator: 1,
  arm: 2,
  gateway: 3,
  operator: 3,
  job: 3,
};

/** What watches the platform comes last, with all that it needs: its Secrets are made through the secret store. */
const monitoringWave = 4;

/** The wave of the objects that nobody waits for. */
const anyTime = 0;

/** When Argo CD applies an object (https://argo-cd.readthedocs.io/en/stable/user-guide/sync-waves/). */
export const syncWave = ({ kind, metadata }: KubernetesObject): number => {
  const component = metadata.labels?.['app.kubernetes.io/component'] ?? '';
  return component === monitoringComponent
    ? monitoringWave
    : (wavesByKind[kind] ?? wavesByComponent[component] ?? anyTime);
};

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
