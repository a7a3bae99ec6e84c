import type { Scaling, Service } from '@octollm/catalogue';
import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';

/** A role without rules: somebody forgot to say what for. */
export class NothingToRepairError extends Error {
  constructor(account: string) {
    super(`${account} would have nothing to repair. Name services, or give it no role.`);
    this.name = 'NothingToRepairError';
  }
}

export interface RepairRoleProps {
  /** The service account that gets the role. */
  readonly account: string;
  readonly namespace: string;
  readonly labels: Record<string, string>;
  /** The services that it may restart and scale. */
  readonly services: readonly Service[];
}

type ScalingKind = Scaling['kind'];

/** What an account may do to objects of one kind, and which services have one of their name. */
interface Repair {
  readonly group: string;
  readonly resource: string;
  readonly verbs: readonly string[];
  readonly of: ScalingKind;
}

/**
 * A restart writes to the workload. A floor is looked at and moved, in whichever autoscaler the service has, and is raised
 * above the replicas that its Deployment has.
 */
const repairs: readonly Repair[] = [
  { group: 'apps', resource: 'deployments', verbs: ['get', 'patch'], of: 'replicas' },
  { group: 'apps', resource: 'daemonsets', verbs: ['patch'], of: 'per-node' },
  { group: 'autoscaling', resource: 'horizontalpodautoscalers', verbs: ['get', 'patch'], of: 'replicas' },
  { group: 'keda.sh', resource: 'scaledobjects', verbs: ['get', 'patch'], of: 'replicas' },
];

/**
 * Lets an account restart and scale services of its own namespace, by their names: objects that it can neither list nor
 * make nor delete, and no others. Kubernetes cannot bind it to single fields of them: who has the account can change what
 * a Deployment runs and mounts, so it is as powerful as every Secret of the namespace.
 * @throws NothingToRepairError when there is no service
 */
export class RepairRole extends Construct {
  constructor(scope: Construct, id: string, props: RepairRoleProps) {
    super(scope, id);
    const { account, namespace, labels, services } = props;
    if (services.length === 0) throw new NothingToRepairError(account);
    const named = (kind: ScalingKind): string[] =>
      services.filter(({ scaling }) => scaling.kind === kind).map(({ name }) => name);
    const metadata = { name: account, labels };
    new k8s.KubeRole(this, 'role', {
      metadata,
      rules: repairs
        .map(({ group, resource, verbs, of }) => ({
          apiGroups: [group],
          resources: [resource],
          resourceNames: named(of),
          verbs: [...verbs],
        }))
        // Without a name a rule would be one for all of them.
        .filter(({ resourceNames }) => resourceNames.length > 0),
    });
    new k8s.KubeRoleBinding(this, 'binding', {
      metadata,
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: account },
      subjects: [{ kind: 'ServiceAccount', name: account, namespace }],
    });
  }
}
