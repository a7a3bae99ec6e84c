import { describe, expect, it } from 'vitest';
import { ZodError } from 'zod';
import { identityOf } from './claims.ts';

const payload = { sub: 'jo', tenant_id: 'acme' };
const of = (claims: object, tenantClaim = 'tenant_id') => identityOf({ ...payload, ...claims }, tenantClaim);

describe('the claims of a JWT', () => {
  it('say who the user is and in which tenant', () => {
    expect(of({})).toEqual({
      keyId: 'user:acme:jo',
      tenantId: 'acme',
      userId: 'jo',
      scopes: [],
      tier: 'free',
    });
    expect(of({ 'https://id.example/org': 'other' }, 'https://id.example/org').tenantId).toBe('other');
  });

  it('name scopes as one text or as a list, and what is not ours is passed over', () => {
    expect(of({ scope: 'openid task:read  search' }).scopes).toEqual(['task:read', 'search']);
    expect(of({ scopes: ['search', 'email', 'search'] }).scopes).toEqual(['search']);
  });

  it('name roles, which are tables of scopes, beside them', () => {
    expect(of({ roles: ['viewer', 'barista'], scope: 'task:submit' }).scopes.toSorted()).toEqual([
      'arm:list',
      'search',
      'task:read',
      'task:submit',
    ]);
    expect(of({ roles: ['admin'] }).scopes).toEqual(['admin']);
    expect(of({ roles: ['__proto__', 'constructor'] }).scopes).toEqual([]);
  });

  it('keep users of different tenants apart, whatever they are called', () => {
    const one = of({ tenant_id: 'a', sub: 'b:c' });
    const two = of({ tenant_id: 'a:b', sub: 'c' });
    expect(one.keyId).not.toBe(two.keyId);
  });

  it.each([
    ['no user', { sub: undefined }],
    ['an empty user', { sub: '' }],
    ['a user that is too long', { sub: 's'.repeat(256) }],
    ['a user with a line break', { sub: 'jo\nadmin' }],
    ['no tenant', { tenant_id: undefined }],
    ['a tenant that is no text', { tenant_id: ['acme'] }],
    ['a tenant that is too long', { tenant_id: 't'.repeat(65) }],
    ['a tenant with a space', { tenant_id: 'a b' }],
    ['scopes that are no list', { scopes: 'admin' }],
    ['roles that are no list', { roles: 'admin' }],
    ['a scope that is no text', { scope: ['admin'] }],
    ['a tier that there is not', { tier: 'gold' }],
  ])('are refused with %s', (_, claims) => {
    expect(() => of(claims)).toThrow(ZodError);
  });

  it('take users and tenants of just the longest length', () => {
    expect(of({ sub: 's'.repeat(255), tenant_id: 't'.repeat(64), tier: 'pro' }).tier).toBe('pro');
  });
});
