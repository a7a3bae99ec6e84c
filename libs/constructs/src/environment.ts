import type { BaseSettings, EnvironmentName, Service } from '@octollm/catalogue';
import type { Autoscaling, Peak } from './autoscale/autoscaling.ts';
import type { Overrides } from './configuration/overrides.ts';
import type { Edge } from './edge/public-route.ts';
import type { Image } from './image.ts';
import type { ModelServer } from './ollama/model-server.ts';
import type { StoreConnections } from './stores/store-connection.ts';

/** The environments that have a namespace in a cluster. */
export type ClusterEnvironmentName = Exclude<EnvironmentName, 'local'>;

/** A collector of spans in a namespace of the cluster: the name of its Service and of its pods, and their port. */
export interface TraceCollector {
  readonly name: string;
  readonly namespace: string;
  readonly port: number;
}

/** What the services of one environment have in common. */
export interface PlatformEnvironment {
  readonly name: ClusterEnvironmentName;
  readonly namespace: string;
  /** The registry and the folder in it that holds an image for every service, such as `ghcr.io/octollm`. */
  readonly registry: string;
  /** The release that runs: the tag of every image. */
  readonly version: string;
  /**
   * How many replicas of each service run, where the service is not one per node.
   * @default the minimum that the catalogue gives for the service; with `autoscaling`, what the load asks for
   */
  readonly replicas?: number;
  /**
   * How the number of replicas follows the load, between the bounds that the catalogue gives.
   * @default it does not: `replicas` holds
   */
  readonly autoscaling?: Autoscaling;
  /**
   * Where services send their spans by OTLP over HTTP.
   * @default nowhere
   */
  readonly traces?: TraceCollector;
  /**
   * How requests from outside come to the gateways.
   * @default they do not
   */
  readonly edge?: Edge;
  /**
   * Whether services that run programs of others get the RuntimeClass of the sandbox, which the nodes must have.
   * @default false
   */
  readonly sandbox?: boolean;
  /**
   * When people work: outside of these hours one replica of each service runs, by KEDA. It goes with fixed replicas alone.
   * @default always
   */
  readonly workingHours?: Peak;
  /**
   * The Ollama of the environment, which services ask that know how.
   * @default none
   */
  readonly models?: ModelServer;
  /**
   * Settings whose values the secret store hands to the pods as files, besides the secrets that a service cannot start
   * without, which always come that way. A service gets those that it has.
   * @default []
   */
  readonly provided?: readonly string[];
  /**
   * How the stores are reached.
   * @default at pods of their names, with addresses that the secret store provides
   */
  readonly connections?: StoreConnections;
  /**
   * Values of the settings that every service has.
   * @default the defaults of the settings
   */
  readonly settings?: Overrides<{ readonly settings: BaseSettings }>;
}

/** The image of a service in an environment. */
export const imageOf = (service: Pick<Service, 'name'>, environment: PlatformEnvironment): Image => ({
  repository: `${environment.registry}/${service.name}`,
  tag: environment.version,
});
