import { armMetrics } from './metrics/arm.ts';
import { authenticationMetrics } from './metrics/authentication.ts';
import { buildMetrics } from './metrics/build.ts';
import { databaseMetrics } from './metrics/database.ts';
import { httpMetrics } from './metrics/http.ts';
import type { Metric } from './metrics/metric.ts';
import { queueMetrics } from './metrics/queues.ts';
import { vectorMetrics } from './metrics/vectors.ts';
import type { QueueDefinition } from './queues.ts';
import { type BaseSettings, baseSettings, clusterMetricsPort } from './settings/base.ts';
import { origin } from './settings/builders.ts';
import type { Setting, Settings, SettingsRule, ValuesOf } from './settings/setting.ts';
import { postgres } from './stores/postgres.ts';
import type { Store } from './stores/store.ts';
import { vectors } from './stores/vectors.ts';

/** An operator looks after the others; no request of a user goes through it. */
export type ServiceKind = 'gateway' | 'orchestrator' | 'arm' | 'operator';

/** Kubernetes quantities (https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/). */
export interface Resources {
  readonly cpu: { readonly request: string; readonly limit: string };
  readonly memory: { readonly request: string; readonly limit: string };
  readonly ephemeralStorage: { readonly request: string; readonly limit: string };
}

/** How many replicas run: one on every node, or a number between two bounds. */
export type Scaling =
  | { readonly kind: 'per-node' }
  | { readonly kind: 'replicas'; readonly min: number; readonly max: number };

/** Where a service sends requests outside the cluster. */
export type Egress = 'model-providers' | 'object-storage' | 'identity-provider' | 'public-http';

export interface ArmAction {
  readonly name: string;
  /** The path that carries the action out by POST. */
  readonly path: string;
}

/** What makes a service an arm. */
export interface ArmDescription {
  readonly actions: readonly ArmAction[];
  /** From 1, cheap, to 5, dear. */
  readonly costTier: 1 | 2 | 3 | 4 | 5;
  readonly maxConcurrentTasks: number;
}

/** What a service says of itself; `defineService` adds what follows from it. */
export interface ServiceSpec {
  readonly name: string;
  readonly kind: ServiceKind;
  readonly description: string;
  readonly port: number;
  readonly settings: Settings;
  /** What the settings must be together. @default nothing */
  readonly rules?: readonly SettingsRule[];
  /** The services it calls. A call that is not listed here is refused by the client and by the network. */
  readonly calls: readonly Service[];
  readonly stores: readonly Store[];
  readonly queues: {
    readonly produces: readonly QueueDefinition[];
    readonly consumes: readonly QueueDefinition[];
  };
  readonly metrics: Readonly<Record<string, Metric>>;
  readonly egress: readonly Egress[];
  readonly resources: Resources;
  readonly scaling: Scaling;
  /** Seconds in-flight work may take to finish after the stop signal. */
  readonly drainSeconds: number;
  readonly arm?: ArmDescription;
  /** Whether it runs programs that others wrote, so that its pods want a kernel of their own. @default false */
  readonly runsPrograms?: boolean;
  /** Whether it asks the Alertmanager what fires; ALERTMANAGER_URL says where that is. @default false */
  readonly readsAlerts?: boolean;
}

export interface Service extends ServiceSpec {
  readonly probes: typeof probes;
  readonly metricsPort: number;
  /** How Node is told to run it, on a machine and in the cluster; `NODE_OPTIONS` takes each of them. */
  readonly nodeFlags: readonly string[];
}

/** The paths of the health endpoints; every service has the same. */
export const probes = { live: '/health/live', ready: '/health/ready', startup: '/health/startup' } as const;

/**
 * V8 lets the space for new objects grow to three times 16 MB while a service starts, and gives it back much later.
 * With 4 MB an arm holds 10 to 25 MB less and answers as many requests a second. What many requests and tasks go
 * through at once collects its garbage twice as often then: with 4 MB that was a fifth of what it computed, so those
 * get the 16 MB.
 */
const nodeFlagsOf = (kind: ServiceKind): readonly string[] =>
  kind === 'arm' || kind === 'operator' ? ['--max-semi-space-size=4'] : ['--max-semi-space-size=16'];

type ScreamingSnake<Name extends string> = Name extends `${infer Head}-${infer Tail}`
  ? `${Uppercase<Head>}_${ScreamingSnake<Tail>}`
  : Uppercase<Name>;

/** The variable that holds the address of a service. */
export type AddressSetting<Name extends string> = `${ScreamingSnake<Name>}_URL`;

export const addressSetting = <Name extends string>(name: Name): AddressSetting<Name> =>
  `${name.replaceAll('-', '_').toUpperCase()}_URL` as AddressSetting<Name>;

type UnionToIntersection<U> = (U extends unknown ? (value: U) => void : never) extends (
  value: infer I,
) => void
  ? I
  : never;

type StoreSettings<Spec extends ServiceSpec> = [Spec['stores'][number]] extends [never]
  ? unknown
  : UnionToIntersection<Spec['stores'][number]['settings']>;

type CallSettings<Spec extends ServiceSpec> = {
  readonly [Name in Spec['calls'][number]['name'] as AddressSetting<Name>]: Setting<string>;
};

type SettingsOf<Spec extends ServiceSpec> = BaseSettings &
  Spec['settings'] &
  StoreSettings<Spec> &
  CallSettings<Spec>;

/** Describes a service. What every service has (probes, common settings, metrics, flags of Node) is added here. */
export const defineService = <const Spec extends ServiceSpec>(
  spec: Spec,
): Omit<Spec, 'settings' | 'metrics'> & {
  readonly settings: SettingsOf<Spec>;
  readonly metrics: Spec['metrics'];
  readonly probes: typeof probes;
  readonly metricsPort: number;
  readonly nodeFlags: readonly string[];
} => ({
  ...spec,
  settings: {
    ...baseSettings(spec.port),
    ...Object.assign({}, ...spec.stores.map((store) => store.settings)),
    ...Object.fromEntries(
      spec.calls.map((callee) => [
        addressSetting(callee.name),
        origin({
          description: `where ${callee.name} is`,
          default: `http://${callee.name}:${callee.port}`,
        }),
      ]),
    ),
    ...spec.settings,
  } as SettingsOf<Spec>,
  metrics: spec.metrics,
  probes,
  metricsPort: clusterMetricsPort,
  nodeFlags: nodeFlagsOf(spec.kind),
});

/**
 * Every metric a service exports: its own, those that every service has, and those of what it is and uses. Beside them
 * stand `processMetrics`, which the metrics library collects by itself.
 */
export const metricsOf = (
  service: Pick<Service, 'kind' | 'metrics' | 'stores' | 'queues'>,
): readonly Metric[] =>
  [
    httpMetrics,
    buildMetrics,
    authenticationMetrics,
    ...(service.kind === 'arm' ? [armMetrics] : []),
    ...(service.stores.includes(postgres) ? [databaseMetrics] : []),
    ...(service.stores.includes(vectors) ? [vectorMetrics] : []),
    ...(service.queues.consumes.length > 0 ? [queueMetrics] : []),
    service.metrics,
  ].flatMap((metrics) => Object.values<Metric>(metrics));

/** The configuration of a service once it has been read. */
export type ConfigOf<S extends { readonly settings: Settings }> = ValuesOf<S['settings']>;
