import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { clusterScoped } from '../cluster-scoped.ts';

export interface ApiAccessProps {
  /** The service account. */
  readonly account: string;
  readonly namespace: string;
  readonly labels: Record<string, string>;
  readonly rules: readonly k8s.PolicyRule[];
}

/**
 * Lets an account read from the API of the cluster. The role is one of the whole cluster: a cluster holds one environment
 * or several, and a binding in a namespace that is not there yet would fail the delivery of everything else.
 */
export class ApiAccess extends Construct {
  constructor(scope: Construct, id: string, { account, namespace, labels, rules }: ApiAccessProps) {
    super(scope, id);
    const name = `octollm-${account}`;
    clusterScoped(new k8s.KubeClusterRole(this, 'role', { metadata: { name, labels }, rules: [...rules] }));
    clusterScoped(
      new k8s.KubeClusterRoleBinding(this, 'binding', {
        metadata: { name, labels },
        roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name },
        subjects: [{ kind: 'ServiceAccount', name: account, namespace }],
      }),
    );
  }
}
