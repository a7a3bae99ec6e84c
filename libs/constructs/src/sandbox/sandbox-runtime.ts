import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { clusterScoped } from '../cluster-scoped.ts';
import { platformLabels } from '../labels.ts';

/** The RuntimeClass of pods that run programs of others. */
export const sandboxRuntimeClass = 'octollm-sandbox';

export interface SandboxRuntimeProps {
  /**
   * What the container runtime of the nodes calls the sandbox in its configuration.
   * @default runsc, which is gVisor
   */
  readonly handler?: string;
  /**
   * The labels of the nodes that have it.
   * @default all nodes have it
   */
  readonly nodes?: Readonly<Record<string, string>>;
}

/**
 * Has pods run on a kernel of their own (https://kubernetes.io/docs/concepts/containers/runtime-class/), so that a program
 * that breaks out of its container is not on the node yet. A pod that names a handler its node does not have does not
 * start: that is better than one that runs without.
 */
export class SandboxRuntime extends Construct {
  constructor(scope: Construct, id: string, { handler = 'runsc', nodes }: SandboxRuntimeProps = {}) {
    super(scope, id);
    clusterScoped(
      new k8s.KubeRuntimeClass(this, 'runtime-class', {
        metadata: { name: sandboxRuntimeClass, labels: { ...platformLabels } },
        handler,
        ...(nodes === undefined ? {} : { scheduling: { nodeSelector: { ...nodes } } }),
      }),
    );
  }
}
