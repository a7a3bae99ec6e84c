import { UnauthenticatedError } from '@octollm/contracts';
import { type ApiKeyRecord, type ApiKeyStore, hashApiKey } from '@octollm/memory';
import type { Metrics } from '@octollm/service-kit';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Authenticator } from './authenticator.ts';

const key = 'octollm_test_0123456789abcdefABCDEF0123456789';

const record = (more: Partial<ApiKeyRecord> = {}): ApiKeyRecord => ({
  id: 'k1',
  tenantId: 'acme',
  name: 'ci',
  scopes: ['task:read'],
  tier: 'basic',
  createdAt: new Date(),
  expiresAt: null,
  revokedAt: null,
  ...more,
});

const authenticatorOver = (records: Record<string, ApiKeyRecord>) => {
  const findByHash = vi.fn<ApiKeyStore['findByHash']>(async (hash) => records[hash] ?? null);
  const inc = vi.fn<(labels: object) => void>();
  const metrics = { counter: () => ({ inc }) } as unknown as Metrics;
  return {
    authenticator: new Authenticator({ findByHash } as unknown as ApiKeyStore, metrics),
    findByHash,
    inc,
  };
};

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date', 'performance', 'setTimeout', 'clearTimeout'] });
  // The cache takes an entry made at time 0 for one without an end.
  vi.advanceTimersByTime(1_000);
});
afterEach(() => void vi.useRealTimers());

describe('the authenticator', () => {
  it('finds out who a key belongs to, and counts it', async () => {
    const { authenticator, inc } = authenticatorOver({ [hashApiKey(key)]: record() });
    expect(await authenticator.authenticate(`Bearer ${key}`)).toEqual({
      keyId: 'k1',
      tenantId: 'acme',
      scopes: ['task:read'],
      tier: 'basic',
    });
    expect(inc).toHaveBeenCalledWith({ outcome: 'accepted' });
  });

  it('asks the store once in 30 seconds for the same key', async () => {
    const { authenticator, findByHash } = authenticatorOver({ [hashApiKey(key)]: record() });
    await authenticator.authenticate(`Bearer ${key}`);
    vi.advanceTimersByTime(29_000);
    await authenticator.authenticate(`Bearer ${key}`);
    expect(findByHash).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(2_000);
    await authenticator.authenticate(`Bearer ${key}`);
    expect(findByHash).toHaveBeenCalledTimes(2);
  });

  it('does not trust a key beyond its own end', async () => {
    const expiresAt = new Date(Date.now() + 5_000);
    const { authenticator, findByHash } = authenticatorOver({ [hashApiKey(key)]: record({ expiresAt }) });
    await authenticator.authenticate(`Bearer ${key}`);
    vi.advanceTimersByTime(6_000);
    await authenticator.authenticate(`Bearer ${key}`);
    expect(findByHash).toHaveBeenCalledTimes(2);
  });

  it('refuses a missing, malformed or unknown key, and does not ask the store for nonsense', async () => {
    const { authenticator, findByHash, inc } = authenticatorOver({});
    for (const header of [undefined, 'Basic abc', 'Bearer ', 'Bearer nonsense', `Bearer ${key} ${key}`])
      await expect(authenticator.authenticate(header)).rejects.toThrow(UnauthenticatedError);
    expect(findByHash).not.toHaveBeenCalled();
    await expect(authenticator.authenticate(`Bearer ${key}`)).rejects.toThrow('unknown, expired or revoked');
    expect(inc).toHaveBeenCalledWith({ outcome: 'refused' });
  });
});
