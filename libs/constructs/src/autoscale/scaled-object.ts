import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { type Autoscaling, offPeakFloor, type Peak, type ReplicaBounds } from './autoscaling.ts';
import { behaviour, targetUtilisation } from './behaviour.ts';

/** A query whose result, divided by the threshold, is how many replicas are needed. */
export interface LoadQuery {
  /** PromQL that gives one number. */
  readonly query: string;
  /** What one replica can bear. */
  readonly threshold: number;
}

export interface ScaledObjectProps {
  /** The Deployment to scale; the object has its name. */
  readonly name: string;
  readonly labels: Record<string, string>;
  /** The least replicas at peak, and the most there ever are. */
  readonly bounds: ReplicaBounds;
  readonly autoscaling: Autoscaling;
  /** What is asked of Prometheus. */
  readonly load: readonly LoadQuery[];
}

/** What KEDA looks at. */
export interface Trigger {
  readonly type: string;
  readonly metricType?: string;
  readonly metadata: Readonly<Record<string, string>>;
}

/** https://keda.sh/docs/latest/scalers/cron/ */
export const peakTrigger = ({ timezone, fromHour, toHour }: Peak, replicas: number): Trigger => ({
  type: 'cron',
  metadata: {
    timezone,
    start: `0 ${fromHour} * * 1-5`,
    end: `0 ${toHour} * * 1-5`,
    desiredReplicas: String(replicas),
  },
});

/** https://keda.sh/docs/latest/scalers/prometheus/ */
const loadTrigger = (serverAddress: string, { query, threshold }: LoadQuery): Trigger => ({
  type: 'prometheus',
  metricType: 'AverageValue',
  metadata: { serverAddress, query, threshold: String(threshold) },
});

const resourceTriggers: readonly Trigger[] = Object.entries(targetUtilisation).map(([type, value]) => ({
  type,
  metricType: 'Utilization',
  metadata: { value: String(value) },
}));

/**
 * Has KEDA (2.17 or later) scale a Deployment by its cpu, its memory, the work that waits for it and the hour. While
 * Prometheus does not answer, the Deployment has at least as many replicas as at peak, and loses none that it has.
 */
export class ScaledObject extends Construct {
  constructor(scope: Construct, id: string, props: ScaledObjectProps) {
    super(scope, id);
    const { name, labels, bounds, autoscaling, load } = props;
    new ApiObject(this, 'scaled-object', {
      apiVersion: 'keda.sh/v1alpha1',
      kind: 'ScaledObject',
      metadata: { name, labels },
      spec: {
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
        minReplicaCount: offPeakFloor(bounds),
        maxReplicaCount: bounds.max,
        pollingInterval: 15,
        fallback: { failureThreshold: 4, replicas: bounds.min, behavior: 'currentReplicasIfHigher' },
        advanced: { horizontalPodAutoscalerConfig: { name, behavior: behaviour } },
        triggers: [
          ...resourceTriggers,
          ...load.map((query) => loadTrigger(autoscaling.prometheus, query)),
          peakTrigger(autoscaling.peak, bounds.min),
        ],
      },
    });
  }
}
