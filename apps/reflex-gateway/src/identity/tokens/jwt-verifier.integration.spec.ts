import { createHmac } from 'node:crypto';
import { UnavailableError } from '@octollm/contracts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { IdentityProvider, newSigningKey, type SigningKey } from '../fixtures/identity-provider.ts';
import { JwtVerifier } from './jwt-verifier.ts';
import type { RemoteKeysOptions } from './remote-keys.ts';

const providers: IdentityProvider[] = [];
beforeEach(() => void vi.useFakeTimers({ now: Date.now(), toFake: ['Date'] }));
afterEach(async () => {
  vi.useRealTimers();
  for (const provider of providers.splice(0)) await provider.stop();
});

/** Lets the clock of the verifier be ahead; nothing is waited for. */
const later = (ms: number): void => void vi.setSystemTime(Date.now() + ms);

/** An identity provider with these keys and a verifier that trusts it. */
const trusting = async (keys: readonly SigningKey[], options: RemoteKeysOptions = {}) => {
  const provider = await IdentityProvider.start(...keys);
  providers.push(provider);
  const config = {
    AUTH_JWT_SECRET: undefined,
    AUTH_JWKS_URL: provider.keysUrl,
    AUTH_JWT_ISSUER: provider.url,
    AUTH_JWT_AUDIENCE: IdentityProvider.audience,
    AUTH_JWT_TENANT_CLAIM: 'tenant_id',
    AUTH_JWT_CLOCK_TOLERANCE_SECONDS: 0,
  };
  const verifier = new JwtVerifier(config, options);
  const verify = async (key: SigningKey) => verifier.verify(await provider.token(key));
  return { provider, verifier, verify };
};

const [one, two, three] = [newSigningKey('one'), newSigningKey('two'), newSigningKey('three')];

describe('a JWT that is signed with a key of an identity provider', () => {
  it.each(['RS256', 'ES256', 'EdDSA'] as const)('is taken with %s', async (type) => {
    const key = newSigningKey('k', type);
    const { verify } = await trusting([one, key]);
    expect(await verify(key)).toMatchObject({ identity: { userId: 'jo', tenantId: 'acme' } });
  });

  it('is refused when its key is another one that says it is that one', async () => {
    const { verify } = await trusting([one]);
    expect(await verify({ ...two, kid: 'one' })).toBeUndefined();
  });

  it.each(['RS256', 'ES256', 'EdDSA'] as const)(
    'is refused when the public key (%s) was taken for a secret',
    async (type) => {
      const key = newSigningKey('k', type);
      const { provider, verifier } = await trusting([key]);
      const good = await provider.token(key);
      const header = Buffer.from(JSON.stringify({ alg: 'HS256', kid: 'k' })).toString('base64url');
      const input = `${header}.${good.split('.')[1]}`;
      const texts = [
        key.publicKey.export({ format: 'pem', type: 'spki' }),
        key.publicKey.export({ format: 'der', type: 'spki' }),
        JSON.stringify(key.publicKey.export({ format: 'jwk' })),
      ];
      for (const text of texts) {
        const signature = createHmac('sha256', text).update(input).digest('base64url');
        expect(await verifier.verify(`${input}.${signature}`)).toBeUndefined();
      }
      expect(await verifier.verify(good)).toBeDefined();
    },
  );

  it('leads to one request for the keys, however many come at once', async () => {
    const { provider, verify } = await trusting([one]);
    const verified = await Promise.all(Array.from({ length: 50 }, () => verify(one)));
    expect(verified.every((token) => token !== undefined)).toBe(true);
    expect(provider.requests).toBe(1);
  });
});

describe('the keys of an identity provider', () => {
  it('are fetched again for a key that is not known, at most once in a cool-down', async () => {
    const { provider, verify } = await trusting([one]);
    await verify(one);
    provider.keys = [one, two];
    for (let n = 0; n < 20; n++) expect(await verify(two)).toBeUndefined();
    expect(provider.requests).toBe(1);
    later(30_000);
    expect(await verify(two)).toBeDefined();
    expect(await verify(one)).toBeDefined();
    for (let n = 0; n < 20; n++) expect(await verify(three)).toBeUndefined();
    expect(provider.requests).toBe(2);
  });

  it('are forgotten when they are old and were withdrawn', async () => {
    const { provider, verify } = await trusting([one]);
    await verify(one);
    provider.keys = [two];
    later(600_000);
    expect(await verify(one)).toBeUndefined();
    expect(await verify(two)).toBeDefined();
  });

  it.each([
    ['fails', { status: 500 }],
    ['answers nonsense', { nonsense: '<html>' }],
    ['answers what are no keys', { nonsense: '{"keys":7}' }],
  ])('stay in use while the provider %s, and of an unknown one nobody can tell', async (_, failure) => {
    const options = { cooldownMs: 0, maxAgeMs: 0, pauseMs: 60_000 };
    const { provider, verify } = await trusting([one], options);
    await verify(one);
    Object.assign(provider, failure);
    for (let n = 0; n < 20; n++) expect(await verify(one)).toBeDefined();
    for (let n = 0; n < 20; n++) await expect(verify(two)).rejects.toThrow(UnavailableError);
    // One request found out; after that the provider was left alone.
    expect(provider.requests).toBe(2);
  });

  it('stay in use when the provider is gone', async () => {
    const { provider, verifier, verify } = await trusting([one], { maxAgeMs: 0 });
    const token = await provider.token(one);
    await verify(one);
    await provider.stop();
    providers.splice(0);
    expect(await verifier.verify(token)).toBeDefined();
  });

  it('that were never had are no reason to refuse, and are had once the provider answers', async () => {
    const { provider, verify } = await trusting([one], { pauseMs: 200 });
    provider.status = 503;
    for (let n = 0; n < 20; n++) await expect(verify(one)).rejects.toThrow(UnavailableError);
    expect(provider.requests).toBeLessThan(20);
    provider.status = 200;
    await expect.poll(() => verify(one).catch(() => undefined), { timeout: 10_000 }).toBeDefined();
  });
});
