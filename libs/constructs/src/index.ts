export { type AccessRole, AccessRoles, type AccessRolesProps } from './access/access-roles.ts';
export { NothingToRepairError, RepairRole, type RepairRoleProps } from './access/repair-role.ts';
export {
  type Autoscaling,
  isElastic,
  offPeakFloor,
  type Peak,
  type ReplicaBounds,
} from './autoscale/autoscaling.ts';
export { HorizontalAutoscaler, type HorizontalAutoscalerProps } from './autoscale/horizontal-autoscaler.ts';
export { type LoadQuery, ScaledObject, type ScaledObjectProps } from './autoscale/scaled-object.ts';
export { ServiceAutoscaler, type ServiceAutoscalerProps } from './autoscale/service-autoscaler.ts';
export { WorkingHours, type WorkingHoursProps } from './autoscale/working-hours.ts';
export { type Overrides, type PlacedSetting } from './configuration/overrides.ts';
export {
  type PodConfiguration,
  podConfiguration,
  secretsDirectory,
  secretsName,
} from './configuration/pod-configuration.ts';
export { UnwritableValueError } from './configuration/text.ts';
export { BootstrapApplication, type BootstrapApplicationProps } from './delivery/bootstrap-application.ts';
export {
  DeliveredFolder,
  type DeliveredFolderProps,
  type MovableField,
} from './delivery/delivered-folder.ts';
export {
  type ClusterKind,
  DeliveryProject,
  type DeliveryProjectProps,
} from './delivery/delivery-project.ts';
export { AcmeIssuer, type AcmeIssuerProps } from './edge/acme-issuer.ts';
export { EdgeNetwork, type EdgeNetworkProps, type GatewayProxies } from './edge/edge-network.ts';
export { PublicGateway, type PublicGatewayProps, type PublicHost } from './edge/public-gateway.ts';
export { type Edge, PublicRoute, type PublicRouteProps } from './edge/public-route.ts';
export {
  type ClusterEnvironmentName,
  imageOf,
  type PlatformEnvironment,
  type TraceCollector,
} from './environment.ts';
export { type Image, imageReference, UnpinnedImageError } from './image.ts';
export { PlatformJob, type PlatformJobProps } from './job/platform-job.ts';
export {
  type Identity,
  type Labels,
  platformLabels,
  recommendedLabels,
  selectorLabels,
} from './labels.ts';
export {
  Alertmanager,
  type AlertmanagerProps,
  alertmanagerCredentials,
  alertmanagerPort,
} from './monitoring/alertmanager.ts';
export { Alloy, type AlloyProps } from './monitoring/alloy.ts';
export { ForeignMonitor, type ForeignMonitorProps } from './monitoring/foreign-monitor.ts';
export { type Dashboard, Grafana, type GrafanaProps } from './monitoring/grafana.ts';
export type { GrafanaAccess } from './monitoring/grafana-settings.ts';
export { Jaeger, type JaegerProps, jaegerName, jaegerPorts } from './monitoring/jaeger.ts';
export { KubeStateMetrics, type KubeStateMetricsProps } from './monitoring/kube-state-metrics.ts';
export { KubeletMonitor, type KubeletMonitorProps } from './monitoring/kubelet-monitor.ts';
export { Loki, type LokiProps, lokiPeerPorts, lokiPort } from './monitoring/loki.ts';
export { LongTermMetrics, type LongTermMetricsProps, longTermPort } from './monitoring/long-term-metrics.ts';
export { MonitoringServer, monitoringComponent, UnknownPortError } from './monitoring/monitoring-server.ts';
export {
  type LongTermStore,
  NothingToScrapeError,
  Prometheus,
  type PrometheusProps,
  prometheusPort,
} from './monitoring/prometheus.ts';
export {
  type PrometheusRuleGroup,
  PrometheusRules,
  type PrometheusRulesProps,
} from './monitoring/prometheus-rules.ts';
export type {
  Allowed,
  HttpCheck,
  MonitoringServerProps,
  ServerFiles,
  ServerScale,
} from './monitoring/server-props.ts';
export { sizes } from './monitoring/sizes.ts';
export {
  NamespaceBounds,
  type NamespaceBoundsProps,
  type Quantities,
} from './namespace/namespace-bounds.ts';
export { PlatformNamespace, type PlatformNamespaceProps } from './namespace/platform-namespace.ts';
export { type Call, callGraph, MissingCalleeError } from './network/call-graph.ts';
export { externalEgress, internalRanges } from './network/external-egress.ts';
export { type Peer, podsIn, podsNamed, tcp } from './network/peers.ts';
export { inPrivateNetworks, privateNetworks } from './network/private-networks.ts';
export {
  type NetworkAccess,
  ServiceNetworkPolicy,
  type ServiceNetworkPolicyProps,
} from './network/service-network-policy.ts';
export {
  DuplicateObjectError,
  identityOf,
  type KubernetesObject,
  type Rendered,
  renderObjects,
} from './objects.ts';
export { asksModels, type ModelServer, ollamaName } from './ollama/model-server.ts';
export { Ollama, type OllamaProps, OllamaSizeError } from './ollama/ollama.ts';
export {
  type PriorityTier,
  PriorityTiers,
  priorityClassName,
  priorityOf,
  priorityOfJob,
  priorityOfStore,
} from './priority/priority-tiers.ts';
export { BackupLocation, type BackupLocationProps } from './recovery/backup-location.ts';
export { BackupPlan, type BackupPlanProps, ScheduleWithoutTimeError } from './recovery/backup-plan.ts';
export { RestoreDrill, type RestoreDrillProps } from './recovery/restore-drill.ts';
export { barmanPlugin, ScheduledBackup, type ScheduledBackupProps } from './recovery/scheduled-backup.ts';
export {
  backupLocationName,
  VeleroSchedule,
  type VeleroScheduleProps,
  veleroNamespace,
} from './recovery/velero-schedule.ts';
export {
  SandboxRuntime,
  type SandboxRuntimeProps,
  sandboxRuntimeClass,
} from './sandbox/sandbox-runtime.ts';
export { secretEntry } from './secrets/pod-secret.ts';
export {
  SecretFromStore,
  type SecretFromStoreProps,
  type SecretTemplate,
  type StoredValue,
} from './secrets/secret-from-store.ts';
export { SecretStore, type SecretStoreProps } from './secrets/secret-store.ts';
export { ClusterService, type ClusterServiceProps } from './service/cluster-service.ts';
export { DisruptionBudget, type DisruptionBudgetProps } from './service/disruption-budget.ts';
export { PlatformService, type PlatformServiceProps } from './service/platform-service.ts';
export { ServiceMonitor, type ServiceMonitorProps } from './service/service-monitor.ts';
export { type ExternalStore, externalConnection } from './stores/external-store.ts';
export {
  type CnpgProps,
  type ObjectStorage,
  PostgresHA,
  type PostgresHAProps,
  type StatefulSetProps,
  TooFewInstancesError,
} from './stores/postgres/postgres-ha.ts';
export { QdrantCluster, type QdrantClusterProps, QdrantNodesError } from './stores/qdrant/qdrant-cluster.ts';
export { RedisCache, type RedisCacheProps } from './stores/redis/redis-cache.ts';
export { type CacheEviction } from './stores/redis/redis-configuration.ts';
export { type RedisImages } from './stores/redis/redis-containers.ts';
export { RedisQueue, type RedisQueueProps } from './stores/redis/redis-queue.ts';
export { type SentinelTiming } from './stores/redis/sentinels.ts';
export {
  StorageClasses,
  type StorageClassesProps,
  type StorageTier,
  storageClassName,
} from './stores/storage-classes.ts';
export { type StoreProps } from './stores/store-base.ts';
export {
  type StoreConnection,
  type StoreConnections,
  type StoreEndpoint,
  storeEgress,
} from './stores/store-connection.ts';
export { NoClientsError, type StoreAccess } from './stores/store-network-policy.ts';
export { type PodShare, together } from './stores/store-pods.ts';
export { type StoreVolume } from './stores/store-volumes.ts';
export { HardenedWorkload, type HardenedWorkloadProps } from './workload/hardened-workload.ts';
export { gracePeriodSeconds, preStopSeconds } from './workload/lifecycle.ts';
export { type HardenedPodProps, hardenedPod } from './workload/pod-template.ts';
export type { ProbePaths } from './workload/probes.ts';
export type { Scale } from './workload/scale.ts';
export type { SecretFiles } from './workload/volumes.ts';
