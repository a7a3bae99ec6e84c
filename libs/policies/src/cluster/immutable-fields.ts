/** By kind, what an update of an object cannot change: the API server refuses it, and the next sync fails. */
export const immutableFields: Readonly<Record<string, readonly string[]>> = {
  Deployment: ['spec.selector'],
  DaemonSet: ['spec.selector'],
  StatefulSet: ['spec.selector', 'spec.serviceName', 'spec.podManagementPolicy', 'spec.volumeClaimTemplates'],
  PersistentVolumeClaim: ['spec.accessModes', 'spec.storageClassName', 'spec.volumeName', 'spec.selector'],
  Job: ['spec.selector', 'spec.template', 'spec.completionMode'],
  PriorityClass: ['value', 'preemptionPolicy'],
  StorageClass: ['provisioner', 'parameters', 'reclaimPolicy', 'volumeBindingMode'],
  Service: [],
  Namespace: [],
};
