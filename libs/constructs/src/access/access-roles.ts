import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { platformLabels } from '../labels.ts';

/** What people are to an environment: those who look, those who keep it running, those who are called at night. */
export type AccessRole = 'viewer' | 'operator' | 'on-call';

export interface AccessRolesProps {
  /** The groups of each role, as the identity provider of the cluster names them. A role without groups is nobody's. */
  readonly groups: Readonly<Record<AccessRole, readonly string[]>>;
}

const look = ['get', 'list', 'watch'] as const;
const change = ['patch'] as const;

const rule = (apiGroup: string, resources: readonly string[], verbs: readonly string[]): k8s.PolicyRule => ({
  apiGroups: [apiGroup],
  resources: [...resources],
  verbs: [...verbs],
});

/** Everything but Secrets. */
const viewing: readonly k8s.PolicyRule[] = [
  rule(
    '',
    [
      'configmaps',
      'endpoints',
      'events',
      'limitranges',
      'persistentvolumeclaims',
      'pods',
      'pods/log',
      'resourcequotas',
      'serviceaccounts',
      'services',
    ],
    look,
  ),
  rule('apps', ['controllerrevisions', 'daemonsets', 'deployments', 'replicasets', 'statefulsets'], look),
  rule('autoscaling', ['horizontalpodautoscalers'], look),
  rule('batch', ['cronjobs', 'jobs'], look),
  rule('discovery.k8s.io', ['endpointslices'], look),
  rule('events.k8s.io', ['events'], look),
  rule('gateway.networking.k8s.io', ['httproutes'], look),
  rule('keda.sh', ['scaledobjects'], look),
  rule('monitoring.coreos.com', ['podmonitors', 'prometheusrules', 'servicemonitors'], look),
  rule('networking.k8s.io', ['ingresses', 'networkpolicies'], look),
  rule('policy', ['poddisruptionbudgets'], look),
  rule('postgresql.cnpg.io', ['backups', 'clusters', 'poolers', 'scheduledbackups'], look),
];

/** Restarting, scaling by hand, running a job out of turn. What lasts goes through git. */
const operating: readonly k8s.PolicyRule[] = [
  ...viewing,
  rule('', ['pods'], ['delete']),
  rule('apps', ['daemonsets', 'deployments', 'statefulsets'], change),
  rule('apps', ['deployments/scale', 'statefulsets/scale'], ['get', ...change]),
  rule('batch', ['jobs'], ['create', 'delete']),
  rule('batch', ['cronjobs'], change),
];

/** What cannot wait for a commit: bounds of autoscalers, a node that must be drained, a backup before a repair. */
const onCall: readonly k8s.PolicyRule[] = [
  ...operating,
  rule('', ['pods/eviction'], ['create']),
  rule('autoscaling', ['horizontalpodautoscalers'], change),
  rule('keda.sh', ['scaledobjects'], change),
  rule('postgresql.cnpg.io', ['backups'], ['create']),
  rule('postgresql.cnpg.io', ['clusters'], ['create', ...change]),
];

const rulesOf: Readonly<Record<AccessRole, readonly k8s.PolicyRule[]>> = {
  viewer: viewing,
  operator: operating,
  'on-call': onCall,
};

/**
 * What people may do in the namespace of an environment, by their groups. None of the roles lists Secrets or enters pods:
 * logs, metrics and the debug endpoints say what a pod does. Who may change workloads could still have a pod read a
 * Secret, so the roles above viewer are for few, and the audit log of the cluster shows what they did.
 */
export class AccessRoles extends Construct {
  constructor(scope: Construct, id: string, { groups }: AccessRolesProps) {
    super(scope, id);
    for (const [role, rules] of Object.entries(rulesOf)) {
      const metadata = { name: `octollm-${role}`, labels: { ...platformLabels } };
      const subjects = groups[role as AccessRole];
      if (subjects.length === 0) continue;
      new k8s.KubeRole(this, role, { metadata, rules: [...rules] });
      new k8s.KubeRoleBinding(this, `${role}-binding`, {
        metadata,
        roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: metadata.name },
        subjects: subjects.map((name) => ({ apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name })),
      });
    }
  }
}
