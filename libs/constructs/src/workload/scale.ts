import { k8s } from 'cdk8s-plus-27';
import { selectorLabels } from '../labels.ts';

/** How many pods a workload has: one on every node, or a number of replicas. */
export type Scale =
  | { readonly kind: 'per-node' }
  | {
      readonly kind: 'replicas';
      /**
       * How many replicas run.
       * @default none: an autoscaler decides
       */
      readonly count?: number;
    };

/** A new pod is ready before an old one goes. */
export const deploymentStrategy: k8s.DeploymentStrategy = {
  type: 'RollingUpdate',
  rollingUpdate: { maxSurge: k8s.IntOrString.fromNumber(1), maxUnavailable: k8s.IntOrString.fromNumber(0) },
};

/**
 * One node after the other, and on each the new pod is ready before the old one goes: with
 * `internalTrafficPolicy: Local` a node without a ready pod would drop its requests.
 */
export const daemonSetStrategy: k8s.DaemonSetUpdateStrategy = {
  type: 'RollingUpdate',
  rollingUpdate: { maxSurge: k8s.IntOrString.fromNumber(1), maxUnavailable: k8s.IntOrString.fromNumber(0) },
};

const spreadOver = (name: string, topologyKey: string): k8s.TopologySpreadConstraint => ({
  labelSelector: { matchLabels: selectorLabels(name) },
  maxSkew: 1,
  topologyKey,
  // A cluster with too few nodes or zones should run the pods badly spread rather than not at all.
  whenUnsatisfiable: 'ScheduleAnyway',
});

/** Replicas keep apart. Pods of a workload that runs on every node are spread already. */
export const topologySpread = (name: string, scale: Scale): k8s.TopologySpreadConstraint[] | undefined =>
  scale.kind === 'per-node'
    ? undefined
    : [spreadOver(name, 'topology.kubernetes.io/zone'), spreadOver(name, 'kubernetes.io/hostname')];
