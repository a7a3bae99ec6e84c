import type { Resources } from '@octollm/catalogue';
import type { k8s } from 'cdk8s-plus-27';
import type { Image } from '../image.ts';
import type { Peer } from '../network/peers.ts';
import type { PriorityTier } from '../priority/priority-tiers.ts';

/** Ends that may talk to each other, and on which ports of the pods that are called. */
export interface Allowed {
  readonly peers: readonly Peer[];
  /** TCP ports. */
  readonly ports: readonly number[];
  /**
   * UDP ports besides.
   * @default none
   */
  readonly udpPorts?: readonly number[];
}

/** A port that answers a probe, and at which path. */
export interface HttpCheck {
  /** The name of the port. */
  readonly port: string;
  readonly path: string;
}

/** How many pods there are, and whether each has a volume of its own. */
export type ServerScale =
  | { readonly kind: 'replicas'; readonly count: number }
  | { readonly kind: 'per-node' }
  | {
      readonly kind: 'stateful';
      readonly count: number;
      /** What each pod claims, and where it is mounted. */
      readonly claim: { readonly size: string; readonly directory: string };
    };

/** Files by their paths below a directory. */
export interface ServerFiles {
  readonly directory: string;
  readonly texts: Readonly<Record<string, string>>;
}

/** A server that others wrote: what it runs and what it needs. The hardening is not up for choice. */
export interface MonitoringServerProps {
  readonly name: string;
  readonly image: Image;
  readonly args: readonly string[];
  /** The ports of the pods and of the Service, by name. */
  readonly ports: Readonly<Record<string, number>>;
  /** The port, by its name, that Prometheus scrapes. */
  readonly metricsPort: string;
  /**
   * Whether its own labels `namespace` and `pod` win, because its metrics are about other pods.
   * @default false
   */
  readonly honorLabels?: boolean;
  readonly readiness: HttpCheck;
  /**
   * What tells that the process is beyond help, which is another question than whether it is ready.
   * @default whether it takes connections at the port of the readiness
   */
  readonly liveness?: HttpCheck;
  /**
   * What a stopping pod does before it gets the signal: it sleeps, for which its image needs a shell's tools, or it asks
   * itself for a path. The `sleep` action of Kubernetes needs 1.30.
   */
  readonly stopping: 'sleep' | HttpCheck;
  readonly scale: ServerScale;
  readonly resources: Resources;
  readonly priority: PriorityTier;
  /**
   * A change rolls the pods.
   * @default none
   */
  readonly files?: ServerFiles;
  /**
   * ConfigMaps besides, by the directory each is mounted at.
   * @default none
   */
  readonly configMaps?: Readonly<Record<string, string>>;
  /**
   * Keys of an entry of the secret store, mounted as files.
   * @default none
   */
  readonly secrets?: { readonly directory: string; readonly entry: string; readonly keys: readonly string[] };
  /**
   * Variables that hold no secret.
   * @default none
   */
  readonly variables?: readonly k8s.EnvVar[];
  /**
   * What the server may ask the API of the cluster. Without it the pods have no token.
   * @default nothing
   */
  readonly apiRules?: readonly k8s.PolicyRule[];
  /** Who may call it, besides Prometheus. */
  readonly ingress: readonly Allowed[];
  /** Whom it calls, besides DNS. */
  readonly egress: readonly k8s.NetworkPolicyEgressRule[];
}
