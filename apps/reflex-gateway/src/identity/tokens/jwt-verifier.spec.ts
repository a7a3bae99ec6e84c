import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type JwtConfig, JwtVerifier } from './jwt-verifier.ts';

const secret = 'a secret of thirty-two characters';
const config: JwtConfig = {
  AUTH_JWT_SECRET: secret,
  AUTH_JWKS_URL: undefined,
  AUTH_JWT_ISSUER: 'https://id.example',
  AUTH_JWT_AUDIENCE: 'octollm',
  AUTH_JWT_TENANT_CLAIM: 'tenant_id',
  AUTH_JWT_CLOCK_TOLERANCE_SECONDS: 5,
};
const verifier = new JwtVerifier(config);

const now = Math.floor(Date.now() / 1_000);
const payload = {
  iss: 'https://id.example',
  aud: 'octollm',
  sub: 'jo',
  tenant_id: 'acme',
  scope: 'task:read',
  exp: now + 60,
};
const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A token made by hand, so that it can be wrong in just one thing. */
const tokenOf = (claims: object = {}, header: object = {}, key = secret, digest = 'sha256'): string => {
  const input = `${encode({ alg: 'HS256', ...header })}.${encode({ ...payload, ...claims })}`;
  return `${input}.${createHmac(digest, key).update(input).digest('base64url')}`;
};

describe('a JWT that is signed with the secret', () => {
  it('says who the user is and until when', async () => {
    expect(await verifier.verify(tokenOf())).toEqual({
      identity: {
        keyId: 'user:acme:jo',
        tenantId: 'acme',
        userId: 'jo',
        scopes: ['task:read'],
        tier: 'free',
      },
      until: new Date((now + 60) * 1_000),
    });
    expect(await verifier.verify(tokenOf({ aud: ['other', 'octollm'] }))).toBeDefined();
  });

  it.each([
    ['for somebody else', { aud: 'other' }],
    ['for nobody', { aud: undefined }],
    ['of another issuer', { iss: 'https://evil.example' }],
    ['of no issuer', { iss: undefined }],
    ['that has expired', { exp: now - 10 }],
    ['that never expires', { exp: undefined }],
    ['whose end is no time', { exp: 'tomorrow' }],
    ['that is not valid yet', { nbf: now + 60 }],
    ['of nobody', { sub: undefined }],
    ['of no tenant', { tenant_id: undefined }],
  ])('is refused %s', async (_, claims) => {
    expect(await verifier.verify(tokenOf(claims))).toBeUndefined();
  });

  it('is taken while the clocks differ by less than the tolerance', async () => {
    expect(await verifier.verify(tokenOf({ exp: now - 3, nbf: now + 3 }))).toBeDefined();
  });

  it.each([
    ['without a signature (alg none)', `${encode({ alg: 'none' })}.${encode(payload)}.`],
    ['with a made-up signature (alg none)', `${encode({ alg: 'none' })}.${encode(payload)}.c2ln`],
    ['signed with another secret', tokenOf({}, {}, 'b'.repeat(32))],
    ['signed with another algorithm', tokenOf({}, { alg: 'HS512' }, secret, 'sha512')],
    ['that brings its own key', tokenOf({}, { jwk: { kty: 'oct', k: 'AAAA' } }, '\0\0\0')],
    ['with an extension that must be understood', tokenOf({}, { crit: ['new'], new: 1 })],
    ['with a changed payload', tokenOf().replace(/\.[^.]+\./, `.${encode({ ...payload, sub: 'root' })}.`)],
    ['that is no JSON', 'bm8.anNvbg.c2ln'],
    ['that is no object', `${encode({ alg: 'HS256' })}.${encode('text')}.c2ln`],
  ])('is refused %s', async (_, token) => {
    expect(await verifier.verify(token)).toBeUndefined();
  });
});

describe('a gateway without a secret and public keys', () => {
  it('takes no JWT, however it is signed', async () => {
    const none = new JwtVerifier({ ...config, AUTH_JWT_SECRET: undefined });
    expect(await none.verify(tokenOf())).toBeUndefined();
    expect(await none.verify(tokenOf({}, {}, ''))).toBeUndefined();
  });
});
