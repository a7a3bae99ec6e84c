import type { Service } from '@octollm/catalogue';
import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { RepairRole } from '../access/repair-role.ts';
import { isElastic } from '../autoscale/autoscaling.ts';
import { ServiceAutoscaler } from '../autoscale/service-autoscaler.ts';
import { WorkingHours } from '../autoscale/working-hours.ts';
import type { Overrides } from '../configuration/overrides.ts';
import { podConfiguration, secretsDirectory, secretsName } from '../configuration/pod-configuration.ts';
import { PublicRoute } from '../edge/public-route.ts';
import { imageOf, type PlatformEnvironment } from '../environment.ts';
import { recommendedLabels } from '../labels.ts';
import type { Call } from '../network/call-graph.ts';
import { type NetworkAccess, ServiceNetworkPolicy } from '../network/service-network-policy.ts';
import { priorityOf } from '../priority/priority-tiers.ts';
import { sandboxRuntimeClass } from '../sandbox/sandbox-runtime.ts';
import { podSecret } from '../secrets/pod-secret.ts';
import { HardenedWorkload } from '../workload/hardened-workload.ts';
import type { Scale } from '../workload/scale.ts';
import type { SecretFiles } from '../workload/volumes.ts';
import { ClusterService, metricsPort } from './cluster-service.ts';
import { DisruptionBudget } from './disruption-budget.ts';
import { ServiceMonitor } from './service-monitor.ts';

export interface PlatformServiceProps<S extends Service> {
  readonly service: S;
  readonly environment: PlatformEnvironment;
  /** Every call of the platform (`callGraph`): those of this service and those that others make to it. */
  readonly calls: readonly Call[];
  /**
   * Settings of this service that differ from their defaults in this environment.
   * @default the defaults of the settings
   */
  readonly settings?: Overrides<S>;
  /**
   * Who reaches into the namespace from outside.
   * @default the edge and Prometheus in octollm-system
   */
  readonly access?: NetworkAccess;
  /**
   * The services that an operator may restart and scale. Without any its pods get no token for the API of the cluster.
   * @default none
   */
  readonly repairs?: readonly Service[];
}

const scaleOf = ({ scaling }: Service, environment: PlatformEnvironment): Scale => {
  if (scaling.kind === 'per-node') return scaling;
  const { replicas, autoscaling, workingHours } = environment;
  return !isElastic(scaling) || (autoscaling === undefined && workingHours === undefined)
    ? { kind: 'replicas', count: replicas ?? scaling.min }
    : { kind: 'replicas' };
};

// Without keys the whole Secret would be mounted, and the pods would wait for one that nobody makes.
const secretsOf = (service: Service, keys: readonly string[]): SecretFiles | undefined =>
  keys.length === 0 ? undefined : { secretName: secretsName(service), keys, directory: secretsDirectory };

/**
 * All objects of one service of the catalogue in one environment: its workload with its account, its configuration,
 * the Service in front of it, its network, its disruption budget and what scrapes it.
 * @throws ConfigurationError when the service would not start with the configuration it is given
 */
export class PlatformService<S extends Service = Service> extends Construct {
  readonly workload: HardenedWorkload;

  constructor(scope: Construct, id: string, props: PlatformServiceProps<S>) {
    super(scope, id);
    const { service, environment, calls, access, repairs = [] } = props;
    const { name } = service;
    const identity = { name, component: service.kind, version: environment.version };
    const labels = recommendedLabels(identity);
    const configuration = podConfiguration(service, environment, props.settings ?? {});
    const scale = scaleOf(service, environment);

    new k8s.KubeConfigMap(this, 'config-map', { metadata: { name, labels }, data: configuration.variables });
    podSecret(this, service, environment, { labels, keys: configuration.files });
    this.workload = new HardenedWorkload(this, 'workload', {
      identity,
      image: imageOf(service, environment),
      ports: { http: service.port, [metricsPort]: service.metricsPort },
      probes: service.probes,
      resources: service.resources,
      scale,
      priority: priorityOf(service.kind, environment),
      drainSeconds: service.drainSeconds,
      nodeFlags: service.nodeFlags,
      configMap: name,
      secrets: secretsOf(service, configuration.files),
      annotations: { 'checksum/config': configuration.checksum },
      apiToken: repairs.length > 0,
      ...(environment.sandbox === true && service.runsPrograms === true
        ? { runtimeClass: sandboxRuntimeClass }
        : {}),
    });
    const { selector } = this.workload;
    if (repairs.length > 0)
      new RepairRole(this, 'repair-role', {
        account: name,
        namespace: environment.namespace,
        labels,
        services: repairs,
      });
    new ClusterService(this, 'cluster-service', { service, labels, selector });
    new ServiceMonitor(this, 'service-monitor', { name, labels, selector });
    const { connections, traces, models } = environment;
    new ServiceNetworkPolicy(this, 'network-policy', {
      service,
      labels,
      calls,
      connections,
      access,
      traces,
      models,
    });
    const { autoscaling, edge, replicas, workingHours } = environment;
    if (service.kind === 'gateway' && edge !== undefined)
      new PublicRoute(this, 'public-route', { service, labels, edge });
    const { scaling } = service;
    if (isElastic(scaling) && autoscaling !== undefined)
      new ServiceAutoscaler(this, 'autoscaler', {
        service,
        environment,
        labels,
        bounds: scaling,
        autoscaling,
      });
    if (isElastic(scaling) && autoscaling === undefined && workingHours !== undefined)
      new WorkingHours(this, 'working-hours', {
        name,
        labels,
        replicas: replicas ?? scaling.min,
        hours: workingHours,
      });
    if (scale.kind === 'replicas' && scale.count !== 1)
      new DisruptionBudget(this, 'disruption-budget', { name, labels, selector });
  }
}
