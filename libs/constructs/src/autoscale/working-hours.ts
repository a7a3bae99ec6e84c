import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { Peak } from './autoscaling.ts';
import { peakTrigger } from './scaled-object.ts';

export interface WorkingHoursProps {
  /** The Deployment to scale; the object has its name. */
  readonly name: string;
  readonly labels: Record<string, string>;
  /** How many replicas run while people work. */
  readonly replicas: number;
  readonly hours: Peak;
}

/**
 * Has KEDA run one replica of a Deployment at night and on days off, and all of them while people work. One, because none
 * would turn away who works late.
 */
export class WorkingHours extends Construct {
  constructor(scope: Construct, id: string, { name, labels, replicas, hours }: WorkingHoursProps) {
    super(scope, id);
    new ApiObject(this, 'scaled-object', {
      apiVersion: 'keda.sh/v1alpha1',
      kind: 'ScaledObject',
      metadata: { name, labels },
      spec: {
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
        minReplicaCount: 1,
        maxReplicaCount: replicas,
        advanced: { horizontalPodAutoscalerConfig: { name } },
        triggers: [peakTrigger(hours, replicas)],
      },
    });
  }
}
