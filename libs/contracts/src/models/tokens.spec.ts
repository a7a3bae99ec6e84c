import { describe, expect, it } from 'vitest';
import { newId } from './new-id.ts';
import { Provenance } from './provenance.ts';
import { CallerClaims, CapabilityClaims } from './tokens.ts';

const capability = {
  tenant_id: 'acme',
  task_id: newId(),
  step_id: 'search',
  actions: ['search'],
  jti: newId(),
};

describe('the claims of a capability token', () => {
  it('name a task, a step, a token and at least one action', () => {
    expect(CapabilityClaims.safeParse(capability).success).toBe(true);
    expect(CapabilityClaims.safeParse({ ...capability, actions: [] }).success).toBe(false);
    expect(CapabilityClaims.safeParse({ ...capability, task_id: 'any' }).success).toBe(false);
    expect(CapabilityClaims.safeParse({ ...capability, tenant_id: '' }).success).toBe(false);
  });

  it('carry a token id that the provenance of an answer can hold', () => {
    const { jti } = CapabilityClaims.parse(capability);
    expect(Provenance.shape.capability_token_id.safeParse(jti).success).toBe(true);
    expect(CapabilityClaims.safeParse({ ...capability, jti: 'anything' }).success).toBe(false);
  });
});

describe('the claims of a caller', () => {
  it('know only scopes and tiers of the contract', () => {
    const claims = { sub: 'key', tenant_id: 'acme', scopes: ['task:read'], tier: 'free' };
    expect(CallerClaims.safeParse(claims).success).toBe(true);
    expect(CallerClaims.safeParse({ ...claims, scopes: ['root'] }).success).toBe(false);
    expect(CallerClaims.safeParse({ ...claims, tier: 'gold' }).success).toBe(false);
    expect(CallerClaims.safeParse({ ...claims, tenant_id: 'a'.repeat(65) }).success).toBe(false);
  });
});
