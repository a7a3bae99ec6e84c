/** A kind that the rules or a Kubernetes API server know by name. */
interface Kind {
  readonly group: string;
  readonly kind: string;
  /** The versions that Kubernetes 1.28 to 1.36 serve, or, outside Kubernetes itself, those that the controllers do. */
  readonly versions: readonly string[];
  readonly clusterScoped: boolean;
}

const kinds = (group: string, versions: string, namespaced: string, clusterScoped = ''): Kind[] => {
  const listed = (names: string, cluster: boolean): Kind[] =>
    names
      .split(' ')
      .filter((kind) => kind !== '')
      .map((kind) => ({ group, kind, versions: versions.split(' '), clusterScoped: cluster }));
  return [...listed(namespaced, false), ...listed(clusterScoped, true)];
};

/** https://kubernetes.io/docs/reference/using-api/deprecation-guide/ */
const builtIn: readonly Kind[] = [
  ...kinds(
    '',
    'v1',
    'ConfigMap Endpoints Event LimitRange PersistentVolumeClaim Pod PodTemplate ReplicationController ResourceQuota Secret Service ServiceAccount',
    'Namespace Node PersistentVolume',
  ),
  ...kinds('apps', 'v1', 'ControllerRevision DaemonSet Deployment ReplicaSet StatefulSet'),
  ...kinds('batch', 'v1', 'CronJob Job'),
  ...kinds('autoscaling', 'v1 v2', 'HorizontalPodAutoscaler'),
  ...kinds('policy', 'v1', 'PodDisruptionBudget'),
  ...kinds('networking.k8s.io', 'v1', 'Ingress NetworkPolicy', 'IngressClass'),
  ...kinds('rbac.authorization.k8s.io', 'v1', 'Role RoleBinding', 'ClusterRole ClusterRoleBinding'),
  ...kinds('scheduling.k8s.io', 'v1', '', 'PriorityClass'),
  ...kinds('storage.k8s.io', 'v1', 'CSIStorageCapacity', 'CSIDriver CSINode StorageClass VolumeAttachment'),
  ...kinds('node.k8s.io', 'v1', '', 'RuntimeClass'),
  ...kinds('coordination.k8s.io', 'v1', 'Lease'),
  ...kinds('discovery.k8s.io', 'v1', 'EndpointSlice'),
  ...kinds('events.k8s.io', 'v1', 'Event'),
  ...kinds('apiextensions.k8s.io', 'v1', '', 'CustomResourceDefinition'),
  ...kinds('apiregistration.k8s.io', 'v1', '', 'APIService'),
  ...kinds('certificates.k8s.io', 'v1', '', 'CertificateSigningRequest'),
  ...kinds('flowcontrol.apiserver.k8s.io', 'v1', '', 'FlowSchema PriorityLevelConfiguration'),
  ...kinds(
    'admissionregistration.k8s.io',
    'v1',
    '',
    'MutatingWebhookConfiguration ValidatingAdmissionPolicy ValidatingAdmissionPolicyBinding ValidatingWebhookConfiguration',
  ),
  // Nothing is left in it: what names it comes from before Kubernetes 1.22.
  ...kinds('extensions', '', ''),
];

/** Kinds of other projects, as far as a rule follows them or they belong to no namespace. */
const custom: readonly Kind[] = [
  ...kinds('monitoring.coreos.com', 'v1', 'Alertmanager PodMonitor Prometheus PrometheusRule ServiceMonitor'),
  ...kinds('monitoring.coreos.com', 'v1alpha1 v1beta1', 'AlertmanagerConfig'),
  ...kinds('barmancloud.cnpg.io', 'v1', 'ObjectStore'),
  ...kinds(
    'keda.sh',
    'v1alpha1',
    'ScaledJob ScaledObject TriggerAuthentication',
    'ClusterTriggerAuthentication',
  ),
  ...kinds('autoscaling.k8s.io', 'v1', 'VerticalPodAutoscaler'),
  ...kinds('gateway.networking.k8s.io', 'v1', 'GRPCRoute Gateway HTTPRoute', 'GatewayClass'),
  ...kinds(
    'external-secrets.io',
    'v1 v1beta1',
    'ExternalSecret SecretStore',
    'ClusterExternalSecret ClusterSecretStore',
  ),
  ...kinds('bitnami.com', 'v1alpha1', 'SealedSecret'),
  ...kinds('cert-manager.io', 'v1', 'Certificate Issuer', 'ClusterIssuer'),
  ...kinds('postgresql.cnpg.io', 'v1', 'Cluster Pooler ScheduledBackup', 'ClusterImageCatalog'),
  ...kinds('velero.io', 'v1', 'BackupStorageLocation Schedule VolumeSnapshotLocation'),
  ...kinds('snapshot.storage.k8s.io', 'v1', 'VolumeSnapshot', 'VolumeSnapshotClass VolumeSnapshotContent'),
];

const idOf = (group: string, kind: string): string => `${group}/${kind}`;
const byId = new Map([...builtIn, ...custom].map((known) => [idOf(known.group, known.kind), known]));
const builtInGroups = new Set([...builtIn.map(({ group }) => group), 'extensions']);

/**
 * The one name of a kind in the rules: `Service` is the Service of Kubernetes, and one of another group is
 * `Service.serving.knative.dev`.
 */
export const kindName = (group: string, kind: string): string =>
  byId.has(idOf(group, kind)) ? kind : `${kind}.${group}`;

/** Whether objects of this kind are in no namespace. Of a kind that is not known it is not assumed. */
export const isClusterScoped = (group: string, kind: string): boolean =>
  byId.get(idOf(group, kind))?.clusterScoped ?? false;

/** Whether clusters serve this version of a kind: false only where it is known that they do not. */
export const isServed = (group: string, version: string, kind: string): boolean => {
  const known = byId.get(idOf(group, kind));
  return known === undefined ? !builtInGroups.has(group) : known.versions.includes(version);
};
