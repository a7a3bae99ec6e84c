import { UnauthenticatedError, UnavailableError } from '@octollm/contracts';
import { type ApiKeyRecord, type ApiKeyStore, type FoundKey, hashApiKey } from '@octollm/memory';
import type { Metrics } from '@octollm/service-kit';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Authenticator } from './authenticator.ts';
import type { Identity } from './identity.ts';
import { KeyLookup } from './keys/key-lookup.ts';
import type { KeyUsage } from './keys/key-usage.ts';
import type { JwtVerifier, VerifiedToken } from './tokens/jwt-verifier.ts';

const key = 'octollm_test_0123456789abcdefABCDEF0123456789';
const otherKey = 'octollm_live_0123456789abcdefABCDEF0123456789';
const token = 'eyJhbGciOiJIUzI1NiJ9.e30.c2ln';

const record: ApiKeyRecord = {
  id: 'k1',
  tenantId: 'acme',
  name: 'ci',
  kind: 'test',
  scopes: ['task:read'],
  tier: 'basic',
  createdAt: new Date(),
  expiresAt: null,
  revokedAt: null,
  previousUntil: null,
  lastUsedAt: null,
};
const identity: Identity = { keyId: 'k1', tenantId: 'acme', scopes: ['task:read'], tier: 'basic' };
const user: Identity = { ...identity, keyId: 'user:acme:jo', userId: 'jo' };

/** An authenticator over a store that holds `keys` by their texts. */
const authenticatorOver = (keys: Record<string, Partial<FoundKey>> = {}) => {
  const byHash = new Map(
    Object.entries(keys).map(([text, found]) => [hashApiKey(text), { record, until: null, ...found }]),
  );
  const findByHashes = vi.fn<ApiKeyStore['findByHashes']>(async () => byHash);
  const verify = vi.fn<JwtVerifier['verify']>(async () => undefined);
  const note = vi.fn<KeyUsage['note']>();
  const inc = vi.fn<(labels: object) => void>();
  const authenticator = new Authenticator(
    new KeyLookup({ findByHashes }),
    { verify } as unknown as JwtVerifier,
    { note } as unknown as KeyUsage,
    { counter: () => ({ inc }) } as unknown as Metrics,
  );
  const ask = (text = key) => authenticator.authenticate(`Bearer ${text}`);
  return { authenticator, ask, byHash, findByHashes, verify, note, inc };
};

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date', 'performance', 'setTimeout', 'clearTimeout'] });
  // The cache takes an entry made at time 0 for one without an end.
  vi.advanceTimersByTime(1_000);
});
afterEach(() => void vi.useRealTimers());

describe('the authenticator', () => {
  it('finds out who a key belongs to, and counts and notes its use', async () => {
    const { ask, inc, note } = authenticatorOver({ [key]: {} });
    expect(await ask()).toEqual(identity);
    expect(inc).toHaveBeenCalledWith({ outcome: 'accepted' });
    expect(note).toHaveBeenCalledWith(identity);
  });

  it('asks the store once in 30 seconds for the same key', async () => {
    const { ask, findByHashes } = authenticatorOver({ [key]: {} });
    await ask();
    vi.advanceTimersByTime(29_000);
    await ask();
    expect(findByHashes).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(2_000);
    await ask();
    expect(findByHashes).toHaveBeenCalledTimes(2);
  });

  it('does not trust a key beyond its own end, or that of its grace', async () => {
    const { ask, findByHashes } = authenticatorOver({ [key]: { until: new Date(Date.now() + 5_000) } });
    await ask();
    vi.advanceTimersByTime(4_000);
    await ask();
    expect(findByHashes).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(2_000);
    await ask();
    await ask();
    expect(findByHashes).toHaveBeenCalledTimes(3);
  });

  it('refuses a missing, malformed or unknown key, and does not ask the store for nonsense', async () => {
    const { authenticator, ask, findByHashes, verify, inc } = authenticatorOver();
    const nonsense = [undefined, 'Basic abc', 'Bearer ', 'Bearer nonsense', `Bearer ${key} ${key}`, key];
    for (const header of nonsense)
      await expect(authenticator.authenticate(header)).rejects.toThrow(UnauthenticatedError);
    expect(findByHashes).not.toHaveBeenCalled();
    expect(verify).not.toHaveBeenCalled();
    await expect(ask()).rejects.toThrow('unknown, expired or revoked');
    expect(inc).toHaveBeenCalledWith({ outcome: 'refused' });
  });

  it('remembers for five seconds that a key was refused', async () => {
    const { ask, findByHashes } = authenticatorOver();
    for (let n = 0; n < 3; n++) await expect(ask()).rejects.toThrow(UnauthenticatedError);
    expect(findByHashes).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(5_001);
    await expect(ask()).rejects.toThrow(UnauthenticatedError);
    expect(findByHashes).toHaveBeenCalledTimes(2);
  });

  it('takes known keys while the store is away, and says of the others that it cannot tell', async () => {
    const { ask, findByHashes, inc } = authenticatorOver({ [key]: {} });
    await ask();
    findByHashes.mockRejectedValue(new UnavailableError('The database does not answer.'));
    expect(await ask()).toEqual(identity);
    for (let n = 0; n < 2; n++) await expect(ask(otherKey)).rejects.toThrow(UnavailableError);
    expect(inc).toHaveBeenLastCalledWith({ outcome: 'unavailable' });
  });
});

describe('a key that was changed', () => {
  it('is looked at anew by the next request, and no other is', async () => {
    const { authenticator, ask, byHash, findByHashes } = authenticatorOver({
      [key]: {},
      [otherKey]: { record: { ...record, id: 'k2' } },
    });
    await Promise.all([ask(), ask(otherKey)]);
    byHash.delete(hashApiKey(key));
    authenticator.forget('k1');
    const before = findByHashes.mock.calls.length;
    await ask(otherKey);
    expect(findByHashes).toHaveBeenCalledTimes(before);
    await expect(ask()).rejects.toThrow(UnauthenticatedError);
  });

  it('may have been any: then all are looked at anew, those that were refused too', async () => {
    const { authenticator, ask, byHash } = authenticatorOver({ [key]: {} });
    await ask();
    await expect(ask(otherKey)).rejects.toThrow(UnauthenticatedError);
    byHash.set(hashApiKey(otherKey), { record, until: null });
    byHash.delete(hashApiKey(key));
    authenticator.forget(null);
    await expect(ask()).rejects.toThrow(UnauthenticatedError);
    expect(await ask(otherKey)).toEqual(identity);
  });

  it('is not remembered as it was by a look that began before, nor shared with those who come after', async () => {
    const { authenticator, ask, byHash, findByHashes } = authenticatorOver();
    const old = new Map([[hashApiKey(key), { record, until: null }]]);
    let answer = (): void => undefined;
    findByHashes.mockReturnValueOnce(
      new Promise((resolve) => {
        answer = () => resolve(old);
      }),
    );
    const early = ask();
    authenticator.forget('k1');
    const late = ask();
    byHash.clear();
    answer();
    expect(await early).toEqual(identity);
    await expect(late).rejects.toThrow(UnauthenticatedError);
    await expect(ask()).rejects.toThrow(UnauthenticatedError);
  });
});

describe('a JWT', () => {
  const verified = (ms: number): VerifiedToken => ({ identity: user, until: new Date(Date.now() + ms) });

  it('is verified once in 30 seconds, and is no key whose use is noted', async () => {
    const { ask, verify, note } = authenticatorOver();
    verify.mockResolvedValue(verified(3_600_000));
    expect(await ask(token)).toEqual(user);
    expect(await ask(token)).toEqual(user);
    expect(verify).toHaveBeenCalledTimes(1);
    expect(note).not.toHaveBeenCalled();
    vi.advanceTimersByTime(31_000);
    await ask(token);
    expect(verify).toHaveBeenCalledTimes(2);
  });

  it('is not trusted beyond its end', async () => {
    const { ask, verify } = authenticatorOver();
    verify.mockResolvedValueOnce(verified(2_000)).mockResolvedValue(undefined);
    await ask(token);
    vi.advanceTimersByTime(2_001);
    await expect(ask(token)).rejects.toThrow(UnauthenticatedError);
  });

  it('within the tolerance after its end is taken and not remembered', async () => {
    const { ask, verify } = authenticatorOver();
    verify.mockResolvedValue(verified(-1_000));
    await ask(token);
    await ask(token);
    expect(verify).toHaveBeenCalledTimes(2);
  });

  it('is not looked at when it is huge or has no signature', async () => {
    const { ask, verify } = authenticatorOver();
    for (const text of [`e30.${'a'.repeat(8_192)}.c2ln`, 'e30.e30.', 'e30.e30'])
      await expect(ask(text)).rejects.toThrow(UnauthenticatedError);
    expect(verify).not.toHaveBeenCalled();
  });

  it('is neither accepted nor refused while its keys cannot be read', async () => {
    const { ask, verify } = authenticatorOver();
    verify.mockRejectedValueOnce(new UnavailableError('away')).mockResolvedValue(verified(60_000));
    await expect(ask(token)).rejects.toThrow(UnavailableError);
    expect(await ask(token)).toEqual(user);
  });
});
