/** What an update of an object of a kind cannot change: the API server refuses it. */
const byKind: Readonly<Record<string, readonly string[]>> = {
  Deployment: ['spec.selector'],
  DaemonSet: ['spec.selector'],
  StatefulSet: ['spec.selector', 'spec.serviceName', 'spec.podManagementPolicy', 'spec.volumeClaimTemplates'],
  PersistentVolumeClaim: ['spec.accessModes', 'spec.storageClassName', 'spec.volumeName', 'spec.selector'],
  Job: ['spec.selector', 'spec.template', 'spec.completionMode'],
  PriorityClass: ['value', 'preemptionPolicy'],
  StorageClass: ['provisioner', 'parameters', 'reclaimPolicy', 'volumeBindingMode'],
};

/** Kinds whose objects must stay what they are called: others find them by their name, or they hold data. */
export const lastingKinds: readonly string[] = [...Object.keys(byKind), 'Service', 'Namespace'];

/** As much of an object as says how it may change. */
interface Changing {
  readonly kind: string;
  readonly annotations: Readonly<Record<string, string>>;
}

/** What no update of an object can change. Argo CD deletes a hook before it makes it anew, so that all of it may. */
export const immutableFields = ({ kind, annotations }: Changing): readonly string[] =>
  annotations['argocd.argoproj.io/hook-delete-policy'] === 'BeforeHookCreation' ? [] : (byKind[kind] ?? []);
