import type { Resource } from '../cluster/resource.ts';
import { at, listIn, shown, textsIn } from '../read/json.ts';
import { type Fault, fault, type Rule } from './rule.ts';

const readsMany = ['list', 'watch', 'deletecollection'];
const entersPods = [
  'pods/exec',
  'pods/attach',
  'pods/portforward',
  'pods/ephemeralcontainers',
  'nodes/proxy',
];
const raisesRights = ['escalate', 'bind', 'impersonate'];

const roleFaults = (role: Resource): readonly Fault[] =>
  listIn(role.body.rules).flatMap((rule, index) => {
    const path = `rules[${index}]`;
    const resources = textsIn(at(rule, 'resources'));
    const verbs = textsIn(at(rule, 'verbs'));
    const wildcards = ['apiGroups', 'resources', 'verbs', 'nonResourceURLs'].filter((field) =>
      textsIn(at(rule, field)).includes('*'),
    );
    return [
      ...wildcards.map((field) => fault(role, `${path}.${field}`, `${field} is a wildcard.`, field)),
      ...(resources.includes('secrets') && verbs.some((verb) => readsMany.includes(verb))
        ? [fault(role, path, 'All Secrets of the namespace can be listed, with what is in them.', 'secrets')]
        : []),
      ...resources
        .filter((resource) => entersPods.includes(resource))
        .map((resource) =>
          fault(role, `${path}.resources`, `${resource} leads into running pods.`, resource),
        ),
      ...verbs
        .filter((verb) => raisesRights.includes(verb))
        .map((verb) => fault(role, `${path}.verbs`, `${verb} leads to the rights of others.`, verb)),
    ];
  });

const bindingFaults = (binding: Resource): readonly Fault[] => [
  ...(at(binding.body, 'roleRef', 'name') === 'cluster-admin'
    ? [fault(binding, 'roleRef', 'The binding gives every right there is.', 'cluster-admin')]
    : []),
  ...listIn(binding.body.subjects).flatMap((subject, index) =>
    ['system:masters', 'system:unauthenticated', 'system:authenticated'].includes(shown(at(subject, 'name')))
      ? fault(binding, `subjects[${index}]`, 'The binding is for everybody, or for those above all rules.')
      : [],
  ),
];

/** What accounts may do: rule 54. */
export const rbacRules: readonly Rule[] = [
  {
    id: 54,
    name: 'Roles name what they allow and lead to nothing more',
    why: 'A wildcard holds what is invented tomorrow; Secrets, exec and escalate are ways to every other right.',
    mend: 'Name groups, resources and verbs, and single Secrets by resourceNames with get.',
    check: ({ cluster }) => [
      ...cluster.ofKind('Role', 'ClusterRole').flatMap(roleFaults),
      ...cluster.ofKind('RoleBinding', 'ClusterRoleBinding').flatMap(bindingFaults),
    ],
  },
];
