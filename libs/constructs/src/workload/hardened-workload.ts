import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { recommendedLabels, selectorLabels } from '../labels.ts';
import { type HardenedPodProps, hardenedPod } from './pod-template.ts';
import { daemonSetStrategy, deploymentStrategy } from './scale.ts';

export type HardenedWorkloadProps = HardenedPodProps;

/** Old ReplicaSets or revisions that are kept for a rollback. */
const revisionHistoryLimit = 5;

/**
 * A Deployment, or a DaemonSet when it scales per node, of pods that the Pod Security level `restricted` admits, and
 * their own service account. It is written over the plain objects of Kubernetes: cdk8s-plus' own workloads select by a
 * label derived from the construct path, which a refactoring changes and Kubernetes does not allow to change.
 */
export class HardenedWorkload extends Construct {
  readonly kind: 'Deployment' | 'DaemonSet';
  readonly name: string;
  /** The labels that select the pods. */
  readonly selector: Record<string, string>;

  constructor(scope: Construct, id: string, props: HardenedWorkloadProps) {
    super(scope, id);
    this.name = props.identity.name;
    this.selector = selectorLabels(this.name);
    const metadata = { name: this.name, labels: recommendedLabels(props.identity) };
    const common = {
      selector: { matchLabels: this.selector },
      revisionHistoryLimit,
      template: hardenedPod(props),
    };

    new k8s.KubeServiceAccount(this, 'service-account', { metadata, automountServiceAccountToken: false });
    if (props.scale.kind === 'per-node') {
      this.kind = 'DaemonSet';
      new k8s.KubeDaemonSet(this, 'daemon-set', {
        metadata,
        spec: { ...common, updateStrategy: daemonSetStrategy },
      });
    } else {
      this.kind = 'Deployment';
      new k8s.KubeDeployment(this, 'deployment', {
        metadata,
        spec: { ...common, replicas: props.scale.count, strategy: deploymentStrategy },
      });
    }
  }
}
