import { ForbiddenError, Scope, Tier } from '@octollm/contracts';
import { describe, expect, it } from 'vitest';
import { assertMayGive } from './grant.ts';

const giver = { keyId: 'k', tenantId: 'acme', scopes: ['admin'], tier: 'pro' } as const;

describe('who makes a key', () => {
  it('gives every scope as an admin, and otherwise only their own', () => {
    assertMayGive(giver, { scopes: Scope.options, tier: 'pro' });
    const lesser = { ...giver, scopes: ['task:read', 'search'] } as const;
    assertMayGive(lesser, { scopes: ['search'], tier: 'free' });
    expect(() => assertMayGive(lesser, { scopes: ['search', 'task:submit'], tier: 'free' })).toThrow(
      'task:submit',
    );
    expect(() => assertMayGive(lesser, { scopes: ['admin'], tier: 'free' })).toThrow(ForbiddenError);
  });

  it.each(Tier.options)('gives the tier %s only from it upwards', (tier) => {
    const may = (own: Tier): boolean => {
      try {
        assertMayGive({ ...giver, tier: own }, { scopes: [], tier });
        return true;
      } catch (error) {
        if (error instanceof ForbiddenError) return false;
        throw error;
      }
    };
    expect(Tier.options.filter(may)).toEqual(Tier.options.slice(Tier.options.indexOf(tier)));
  });
});
