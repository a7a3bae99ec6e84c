import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import type { ReplicaBounds } from './autoscaling.ts';
import { behaviour, targetUtilisation } from './behaviour.ts';

export interface HorizontalAutoscalerProps {
  /** The Deployment to scale; the autoscaler has its name. */
  readonly name: string;
  readonly labels: Record<string, string>;
  readonly bounds: ReplicaBounds;
}

/** Scales a Deployment by its cpu and memory. The metrics API is all it needs of the cluster. */
export class HorizontalAutoscaler extends Construct {
  constructor(scope: Construct, id: string, { name, labels, bounds }: HorizontalAutoscalerProps) {
    super(scope, id);
    new k8s.KubeHorizontalPodAutoscalerV2(this, 'autoscaler', {
      metadata: { name, labels },
      spec: {
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
        minReplicas: bounds.min,
        maxReplicas: bounds.max,
        metrics: Object.entries(targetUtilisation).map(([resource, averageUtilization]) => ({
          type: 'Resource',
          resource: { name: resource, target: { type: 'Utilization', averageUtilization } },
        })),
        behavior: behaviour,
      },
    });
  }
}
