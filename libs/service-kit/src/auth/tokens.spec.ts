import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import { UnauthenticatedError } from '@octollm/contracts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { LocalTokenDenyList } from './local-token-deny-list.ts';
import { TokenSigner } from './token-signer.ts';
import { TokenVerifier } from './token-verifier.ts';

const keyPair = () => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return {
    publicKey,
    privateKey,
    publicJwk: JSON.stringify(publicKey.export({ format: 'jwk' })),
    privateJwk: JSON.stringify(privateKey.export({ format: 'jwk' })),
  };
};
const keys = keyPair();
const schema = z.object({ tenant_id: z.string().min(1) });
const signer = new TokenSigner('orchestrator', keys.privateJwk);
const verifier = new TokenVerifier({
  issuer: 'orchestrator',
  audience: 'planner-arm',
  jwk: keys.publicJwk,
  schema,
});
const verify = (token: string) => verifier.verify(`Bearer ${token}`);

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const now = (): number => Math.floor(Date.now() / 1_000);
const payload = () => ({
  iss: 'orchestrator',
  aud: 'planner-arm',
  iat: now(),
  exp: now() + 60,
  tenant_id: 'acme',
});

/** A token made by hand, so that it can be wrong in just one thing. */
const forged = (header: object, claims: object, signature: (input: string) => string): string => {
  const input = `${encode(header)}.${encode(claims)}`;
  return `${input}.${signature(input)}`;
};
const signed = (claims: object, key = keys.privateKey): string =>
  forged({ alg: 'EdDSA' }, claims, (input) => sign(null, Buffer.from(input), key).toString('base64url'));

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-01-01T00:00:00Z'), toFake: ['Date'] });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('a token that is used more than once', () => {
  const parsed = vi.fn<(claims: unknown) => boolean>(() => true);
  const remembering = new TokenVerifier({
    issuer: 'orchestrator',
    audience: 'planner-arm',
    jwk: keys.publicJwk,
    schema: schema.refine(parsed),
    remembered: 2,
  });

  it('is checked once and then known, until it expires', async () => {
    const token = signer.sign('planner-arm', { tenant_id: 'acme' }, 60);
    for (let use = 0; use < 3; use++)
      await expect(remembering.verify(`Bearer ${token}`)).resolves.toEqual({ tenant_id: 'acme' });
    expect(parsed).toHaveBeenCalledOnce();
    vi.advanceTimersByTime(66_000);
    await expect(remembering.verify(`Bearer ${token}`)).rejects.toThrow(UnauthenticatedError);
  });

  it('is not known when only its beginning is the same', async () => {
    const token = signer.sign('planner-arm', { tenant_id: 'acme' }, 60);
    await remembering.verify(`Bearer ${token}`);
    const changed = token.at(-2) === 'A' ? 'B' : 'A';
    const other = `${token.slice(0, -2)}${changed}${token.slice(-1)}`;
    await expect(remembering.verify(`Bearer ${other}`)).rejects.toThrow(UnauthenticatedError);
  });
});

describe('a token that was stopped', () => {
  const denyList = new LocalTokenDenyList();
  const options = { issuer: 'orchestrator', audience: 'planner-arm', jwk: keys.publicJwk, schema, denyList };
  const claims = { tenant_id: 'acme', jti: 'the call that was cancelled' };

  it.each([
    ['by who remembers it as valid', 10],
    ['by who has never seen it', 0],
  ])('is refused %s', async (_, remembered) => {
    const checking = new TokenVerifier({ ...options, remembered });
    const jti = `token ${remembered}`;
    const token = `Bearer ${signer.sign('planner-arm', { ...claims, jti }, 60)}`;
    const other = `Bearer ${signer.sign('planner-arm', claims, 60)}`;
    if (remembered > 0) await checking.verify(token);
    await denyList.deny(jti, new Date(Date.now() + 60_000));
    for (let use = 0; use < 2; use++)
      await expect(checking.verify(token)).rejects.toThrow('The token was stopped');
    await expect(checking.verify(other)).resolves.toEqual({ tenant_id: 'acme' });
  });
});

describe('a token between services', () => {
  it('has a name of its own, whether its claims give it one or not', () => {
    const idOf = (token: string): unknown =>
      (JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as { jti: unknown }).jti;
    const [one, two] = [signer.sign('planner-arm', {}, 60), signer.sign('planner-arm', {}, 60)];
    expect(idOf(one)).toEqual(expect.any(String));
    expect(idOf(one)).not.toBe(idOf(two));
    expect(idOf(signer.sign('planner-arm', { jti: 'given' }, 60))).toBe('given');
  });

  it('carries the claims to the one service it is for', async () => {
    const token = signer.sign('planner-arm', { tenant_id: 'acme', other: 1 }, 60);
    await expect(verify(token)).resolves.toEqual({ tenant_id: 'acme' });
    await expect(verifier.verify(`bearer ${token}`)).resolves.toEqual({ tenant_id: 'acme' });
    await expect(verify(signed(payload()))).resolves.toEqual({ tenant_id: 'acme' });
  });

  it('does not let its claims replace issuer, audience or expiry', async () => {
    const token = signer.sign('coder-arm', { tenant_id: 'acme', aud: 'planner-arm', exp: now() + 9_999 }, 60);
    await expect(verify(token)).rejects.toBeInstanceOf(UnauthenticatedError);
    const own = signer.sign('planner-arm', { tenant_id: 'acme', exp: now() + 9_999, iss: 'x' }, 60);
    vi.setSystemTime(Date.now() + 70_000);
    await expect(verify(own)).rejects.toBeInstanceOf(UnauthenticatedError);
  });

  it.each([
    [60, 60],
    [1_000_000, 300],
    [0.2, 1],
    [-5, 1],
  ])('that is asked to live %d seconds lives %d', async (asked, lives) => {
    const token = signer.sign('planner-arm', { tenant_id: 'acme' }, asked);
    const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as {
      iat: number;
      exp: number;
    };
    expect(claims.exp - claims.iat).toBe(lives);
  });

  it('is refused once it has expired, a clock being five seconds off at most', async () => {
    const token = signer.sign('planner-arm', { tenant_id: 'acme' }, 60);
    vi.setSystemTime(Date.now() + 64_000);
    await expect(verify(token)).resolves.toBeDefined();
    vi.setSystemTime(Date.now() + 2_000);
    await expect(verify(token)).rejects.toBeInstanceOf(UnauthenticatedError);
  });

  it.each<[string, () => string]>([
    ['for another service', () => signed({ ...payload(), aud: 'coder-arm' })],
    ['for no service', () => signed({ ...payload(), aud: undefined })],
    ['from another issuer', () => signed({ ...payload(), iss: 'reflex-gateway' })],
    ['from no issuer', () => signed({ ...payload(), iss: undefined })],
    ['signed with another key', () => signed(payload(), keyPair().privateKey)],
    ['without an expiry', () => signed({ ...payload(), exp: undefined })],
    ['without a time of issue', () => signed({ ...payload(), iat: undefined })],
    ['with claims of another form', () => signed({ ...payload(), tenant_id: '' })],
    ['not yet valid', () => signed({ ...payload(), nbf: now() + 60 })],
    ['without a signature (alg none)', () => forged({ alg: 'none' }, payload(), () => '')],
    ['without a signature (alg EdDSA)', () => forged({ alg: 'EdDSA' }, payload(), () => '')],
    [
      'signed by HMAC with the public key as the secret',
      () =>
        forged({ alg: 'HS256' }, payload(), (input) =>
          createHmac('sha256', keys.publicJwk).update(input).digest('base64url'),
        ),
    ],
    [
      'signed by HMAC with the public key in PEM as the secret',
      () =>
        forged({ alg: 'HS256' }, payload(), (input) =>
          createHmac('sha256', keys.publicKey.export({ format: 'pem', type: 'spki' }))
            .update(input)
            .digest('base64url'),
        ),
    ],
    [
      'that brings its own key',
      () => {
        const own = keyPair();
        return forged({ alg: 'EdDSA', jwk: JSON.parse(own.publicJwk) }, payload(), (input) =>
          sign(null, Buffer.from(input), own.privateKey).toString('base64url'),
        );
      },
    ],
    [
      'with a changed payload',
      () => {
        const [header, , signature] = signed(payload()).split('.');
        return `${header}.${encode({ ...payload(), tenant_id: 'other' })}.${signature}`;
      },
    ],
    ['that is no token', () => 'not-a-token'],
  ])('is refused %s', async (_what, make) => {
    await expect(verify(make())).rejects.toBeInstanceOf(UnauthenticatedError);
  });

  it.each([undefined, '', 'Bearer', 'Bearer ', 'Basic abc', 'Bearer a b'])(
    'must come as a bearer token, not as %j',
    async (header) => {
      await expect(verifier.verify(header)).rejects.toThrow('Send the token of a service');
    },
  );

  it('is not repeated in the error that refuses it', async () => {
    const token = signed({ ...payload(), aud: 'coder-arm' });
    const error = await verify(token).catch((thrown: unknown) => thrown);
    expect(String(error)).not.toContain(token);
  });
});
