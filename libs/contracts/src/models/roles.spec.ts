import { describe, expect, it } from 'vitest';
import { Role, roleScopes } from './roles.ts';
import { allows } from './scopes.ts';

describe('the roles', () => {
  it('each allow what the one before does, and more', () => {
    const [first, ...others] = Role.options;
    let before = roleScopes[first ?? 'viewer'];
    for (const role of others) {
      const held = roleScopes[role];
      expect(before.every((scope) => allows(held, scope))).toBe(true);
      expect(held.every((scope) => allows(before, scope))).toBe(false);
      before = held;
    }
  });

  it('let viewers read and nothing else', () => {
    expect(roleScopes.viewer).toEqual(['task:read', 'search', 'arm:list']);
  });

  it('keep what concerns all tenants to admins', () => {
    for (const role of ['viewer', 'member', 'operator'] as const)
      for (const scope of ['admin', 'arm:register'] as const)
        expect(allows(roleScopes[role], scope)).toBe(false);
  });
});
