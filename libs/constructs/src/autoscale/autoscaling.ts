import type { Scaling } from '@octollm/catalogue';
/** When the floor of replicas is raised, every working day. */
export interface Peak {
  /** Such as `Europe/Berlin` (https://www.iana.org/time-zones). */
  readonly timezone: string;
  /** The hour, from 0 to 23, at which it begins. */
  readonly fromHour: number;
  /** The hour at which it ends. */
  readonly toHour: number;
}

/** How the number of replicas follows the load in an environment. */
export interface Autoscaling {
  /**
   * What scales the arms: KEDA, which also looks at the work that waits and at the clock, or the HorizontalPodAutoscaler
   * of Kubernetes in a cluster without it.
   */
  readonly flavour: 'keda' | 'hpa';
  readonly peak: Peak;
  /** Where Prometheus answers queries, for KEDA. */
  readonly prometheus: string;
}

/** Two bounds of a number of replicas. */
export interface ReplicaBounds {
  readonly min: number;
  readonly max: number;
}

/** Below this a drain, a crash and a rollout leave nothing that answers. */
const least = 2;

/** The floor when little is asked: half of that at peak, and never one replica alone. */
export const offPeakFloor = ({ min }: ReplicaBounds): number =>
  Math.min(min, Math.max(least, Math.ceil(min / 2)));

/** Whether the number of replicas follows anything: a service whose bounds are one number has as many at any time. */
export const isElastic = (scaling: Scaling): scaling is Extract<Scaling, { readonly kind: 'replicas' }> =>
  scaling.kind === 'replicas' && scaling.min < scaling.max;
