import { describe, expect, it } from 'vitest';
import { objectOf, rendered } from '../fixtures/render.ts';
import { AccessRoles } from './access-roles.ts';

const groups = { viewer: ['staff'], operator: ['platform'], 'on-call': ['pager', 'leads'] };

interface PolicyRule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
}

const objects = rendered((chart) => new AccessRoles(chart, 'access', { groups }), { namespace: 'books' });

/** What a role may do, as `verb group/resource`. */
const rights = (role: string): readonly string[] =>
  (objectOf(objects, 'Role', role)['rules'] as readonly PolicyRule[]).flatMap(
    ({ apiGroups, resources, verbs }) =>
      apiGroups.flatMap((group) =>
        resources.flatMap((resource) => verbs.map((verb) => `${verb} ${group}/${resource}`)),
      ),
  );

const roles = ['octollm-viewer', 'octollm-operator', 'octollm-on-call'];

describe('The roles of people', () => {
  it.each(roles)('%s has no wildcard, no Secret and no way into a pod', (role) => {
    for (const right of rights(role))
      expect(right).not.toMatch(
        /\*|secrets|pods\/(exec|attach|portforward|ephemeral)|escalate|bind|impersonate/,
      );
  });

  it('let a viewer look and change nothing', () => {
    for (const right of rights('octollm-viewer')) expect(right).toMatch(/^(get|list|watch) /);
    expect(rights('octollm-viewer')).toEqual(
      expect.arrayContaining([
        'get /pods/log',
        // The history of a DaemonSet or StatefulSet, which `kubectl rollout history` reads.
        'list apps/controllerrevisions',
        'list monitoring.coreos.com/podmonitors',
      ]),
    );
  });

  it('let an operator do what a viewer may, restart, scale and run jobs', () => {
    expect(rights('octollm-operator')).toEqual(expect.arrayContaining([...rights('octollm-viewer')]));
    expect(rights('octollm-operator')).toEqual(
      expect.arrayContaining(['patch apps/deployments', 'patch apps/deployments/scale', 'create batch/jobs']),
    );
    expect(rights('octollm-operator')).not.toContain('patch keda.sh/scaledobjects');
  });

  it('let who is on call do what an operator may, change autoscalers and recover the database', () => {
    expect(rights('octollm-on-call')).toEqual(expect.arrayContaining([...rights('octollm-operator')]));
    expect(rights('octollm-on-call')).toEqual(
      expect.arrayContaining(['patch keda.sh/scaledobjects', 'create postgresql.cnpg.io/clusters']),
    );
  });

  it('are bound to groups, in the namespace alone', () => {
    expect(objectOf(objects, 'RoleBinding', 'octollm-on-call')).toMatchObject({
      metadata: { namespace: 'books' },
      roleRef: { kind: 'Role', name: 'octollm-on-call' },
      subjects: [
        { kind: 'Group', name: 'pager' },
        { kind: 'Group', name: 'leads' },
      ],
    });
  });

  it('are not there for nobody', () => {
    const without = rendered(
      (chart) => new AccessRoles(chart, 'access', { groups: { ...groups, operator: [] } }),
    );
    expect(without.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).not.toContain(
      'Role octollm-operator',
    );
  });
});
