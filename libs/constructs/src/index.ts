export {
  type Autoscaling,
  offPeakFloor,
  type Peak,
  type ReplicaBounds,
} from './autoscale/autoscaling.ts';
export { HorizontalAutoscaler, type HorizontalAutoscalerProps } from './autoscale/horizontal-autoscaler.ts';
export { type LoadQuery, ScaledObject, type ScaledObjectProps } from './autoscale/scaled-object.ts';
export { ServiceAutoscaler, type ServiceAutoscalerProps } from './autoscale/service-autoscaler.ts';
export { type Overrides, type PlacedSetting } from './configuration/overrides.ts';
export {
  type PodConfiguration,
  podConfiguration,
  secretsDirectory,
  secretsName,
} from './configuration/pod-configuration.ts';
export { UnwritableValueError } from './configuration/text.ts';
export { BootstrapApplication, type BootstrapApplicationProps } from './delivery/bootstrap-application.ts';
export { DeliveredFolder, type DeliveredFolderProps } from './delivery/delivered-folder.ts';
export {
  type ClusterKind,
  DeliveryProject,
  type DeliveryProjectProps,
} from './delivery/delivery-project.ts';
export { AcmeIssuer, type AcmeIssuerProps } from './edge/acme-issuer.ts';
export { EdgeNetwork, type EdgeNetworkProps, type GatewayProxies } from './edge/edge-network.ts';
export { PublicGateway, type PublicGatewayProps, type PublicHost } from './edge/public-gateway.ts';
export { type Edge, PublicRoute, type PublicRouteProps } from './edge/public-route.ts';
export { type ClusterEnvironmentName, imageOf, type PlatformEnvironment } from './environment.ts';
export { type Image, imageReference, UnpinnedImageError } from './image.ts';
export { PlatformJob, type PlatformJobProps } from './job/platform-job.ts';
export { type Identity, type Labels, platformLabels, recommendedLabels, selectorLabels } from './labels.ts';
export {
  NamespaceBounds,
  type NamespaceBoundsProps,
  type Quantities,
} from './namespace/namespace-bounds.ts';
export { PlatformNamespace, type PlatformNamespaceProps } from './namespace/platform-namespace.ts';
export { type Call, callGraph, MissingCalleeError } from './network/call-graph.ts';
export { externalEgress, internalRanges } from './network/external-egress.ts';
export { type Peer, podsIn, podsNamed, tcp } from './network/peers.ts';
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
export {
  type PriorityTier,
  PriorityTiers,
  priorityClassName,
  priorityOf,
  priorityOfJob,
} from './priority/priority-tiers.ts';
export { SecretFromStore, type SecretFromStoreProps } from './secrets/secret-from-store.ts';
export { SecretStore, type SecretStoreProps } from './secrets/secret-store.ts';
export { ClusterService, type ClusterServiceProps } from './service/cluster-service.ts';
export { DisruptionBudget, type DisruptionBudgetProps } from './service/disruption-budget.ts';
export { PlatformService, type PlatformServiceProps } from './service/platform-service.ts';
export { ServiceMonitor, type ServiceMonitorProps } from './service/service-monitor.ts';
export { HardenedWorkload, type HardenedWorkloadProps } from './workload/hardened-workload.ts';
export { gracePeriodSeconds, preStopSeconds } from './workload/lifecycle.ts';
export { type HardenedPodProps, hardenedPod } from './workload/pod-template.ts';
export type { ProbePaths } from './workload/probes.ts';
export type { Scale } from './workload/scale.ts';
export type { SecretFiles } from './workload/volumes.ts';
