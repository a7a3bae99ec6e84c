import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';

export interface DisruptionBudgetProps {
  readonly name: string;
  readonly labels: Record<string, string>;
  readonly selector: Record<string, string>;
}

/**
 * Lets a drain take one pod at a time. A bound on what is missing, rather than on what must stay, allows that one
 * however many replicas an autoscaler sets; pods that are not ready do not hold a drain up.
 */
export class DisruptionBudget extends Construct {
  constructor(scope: Construct, id: string, { name, labels, selector }: DisruptionBudgetProps) {
    super(scope, id);
    new k8s.KubePodDisruptionBudget(this, 'budget', {
      metadata: { name, labels },
      spec: {
        selector: { matchLabels: selector },
        maxUnavailable: k8s.IntOrString.fromNumber(1),
        unhealthyPodEvictionPolicy: 'AlwaysAllow',
      },
    });
  }
}
