import { describe, expect, it } from 'vitest';
import { KeyRequest, KeyRotation } from './keys.ts';

const request = { name: 'ci', scopes: ['task:read'] };
const accepts = (body: unknown): boolean => KeyRequest.safeParse(body).success;

describe('who asks for a key', () => {
  it('names it and at least one scope, each once', () => {
    expect(KeyRequest.parse(request)).toEqual({ ...request, kind: 'live' });
    expect(accepts({ ...request, scopes: [] })).toBe(false);
    expect(accepts({ ...request, scopes: ['root'] })).toBe(false);
    expect(accepts({ ...request, scopes: ['task:read', 'task:read'] })).toBe(false);
  });

  it('keeps the name within its bounds', () => {
    expect(accepts({ ...request, name: 'n'.repeat(100) })).toBe(true);
    for (const name of ['', ' ', 'n'.repeat(101), 7, undefined])
      expect(accepts({ ...request, name })).toBe(false);
  });

  it('sends no other field, and cannot choose a tenant', () => {
    expect(accepts({ ...request, tenant_id: 'other' })).toBe(false);
    expect(accepts({ ...request, kind: 'admin' })).toBe(false);
    expect(accepts({ ...request, tier: 'gold' })).toBe(false);
    expect(accepts({ ...request, expires_at: 'tomorrow' })).toBe(false);
  });
});

describe('the grace of a rotation', () => {
  it('is none unless it is asked for, and seven days at most', () => {
    expect(KeyRotation.parse({})).toEqual({ grace_seconds: 0 });
    expect(KeyRotation.safeParse({ grace_seconds: 604_800 }).success).toBe(true);
    for (const grace_seconds of [-1, 604_801, 1.5, '60', null])
      expect(KeyRotation.safeParse({ grace_seconds }).success).toBe(false);
  });
});
