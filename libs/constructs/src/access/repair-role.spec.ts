import { describe, expect, it } from 'vitest';
import { objectOf, rendered } from '../fixtures/render.ts';
import { press, translator } from '../fixtures/services.ts';
import { NothingToRepairError, RepairRole } from './repair-role.ts';

const objectsFor = (services: readonly (typeof press | typeof translator)[]) =>
  rendered(
    (chart) => new RepairRole(chart, 'role', { account: 'mender', namespace: 'books', labels: {}, services }),
    { namespace: 'books' },
  );

describe('The role of who repairs services', () => {
  it('names every object that it may touch', () => {
    const { rules } = objectOf(objectsFor([press, translator]), 'Role') as unknown as {
      rules: { resources: string[]; resourceNames: string[]; verbs: string[] }[];
    };
    expect(rules.map(({ resources, resourceNames, verbs }) => [...resources, resourceNames, verbs])).toEqual([
      ['deployments', ['translator'], ['get', 'patch']],
      ['daemonsets', ['press'], ['patch']],
      ['horizontalpodautoscalers', ['translator'], ['get', 'patch']],
      ['scaledobjects', ['translator'], ['get', 'patch']],
    ]);
  });

  it('has no rule without names, which would be one for all objects of a kind', () => {
    const { rules } = objectOf(objectsFor([press]), 'Role') as unknown as {
      rules: { resources: string[]; resourceNames: string[] }[];
    };
    expect(rules.map(({ resources, resourceNames }) => [...resources, ...resourceNames])).toEqual([
      ['daemonsets', 'press'],
    ]);
  });

  it('is bound to the account of its namespace', () => {
    expect(objectOf(objectsFor([press]), 'RoleBinding')).toMatchObject({
      roleRef: { kind: 'Role', name: 'mender' },
      subjects: [{ kind: 'ServiceAccount', name: 'mender', namespace: 'books' }],
    });
  });

  it('is not made for nothing', () => {
    expect(() => objectsFor([])).toThrow(NothingToRepairError);
  });
});
