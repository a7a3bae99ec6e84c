import { EventEmitter } from 'node:events';
import { RateLimitedError, RequestDroppedError, routes, tierLimits } from '@octollm/contracts';
import { LocalAdmissionLimiter } from '@octollm/resilience';
import type { Metrics } from '@octollm/service-kit';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { describe, expect, it } from 'vitest';
import type { Identity } from '../identity/identity.ts';
import { limitModeOf } from './limit-mode.ts';
import { RequestLimits } from './request-limits.ts';

const settings = { GATEWAY_IP_REQUESTS_PER_MINUTE: 600_000, GATEWAY_IP_BURST: 20_000 };
const { burst } = tierLimits.free;
const caller = (rest: Partial<Identity> = {}): Identity => ({
  keyId: 'key',
  tenantId: 'acme',
  scopes: [],
  tier: 'free',
  ...rest,
});

const open = (config = settings) => {
  const counted: object[] = [];
  const metrics = { counter: () => ({ inc: (labels: object) => void counted.push(labels) }) };
  const limits = new RequestLimits(new LocalAdmissionLimiter(), config, metrics as unknown as Metrics);
  const ask = async (
    identity: Identity,
    { route = routes.listTasks, network = '203.0.113.9', headers = {} }: Partial<Ask> = {},
  ) => {
    const written: Record<string, string> = {};
    const raw = new EventEmitter();
    const reply = {
      raw,
      header: (name: string, value: string) => void (written[name] = value),
      headers: (more: Record<string, string>) => void Object.assign(written, more),
    } as unknown as FastifyReply;
    const mode = limitModeOf({ headers } as unknown as FastifyRequest, reply);
    const admitted = limits.admit(route, identity, network, { mode, reply });
    return {
      error: await admitted.then(
        () => null,
        (error: unknown) => error,
      ),
      written,
      raw,
    };
  };
  const exhaust = async (identity: Identity, options: Partial<Ask> = {}): Promise<number> => {
    for (let admitted = 0; ; admitted++) if ((await ask(identity, options)).error !== null) return admitted;
  };
  return { ask, exhaust, counted, limits };
};
interface Ask {
  readonly route: Parameters<RequestLimits['admit']>[0];
  readonly network: string;
  readonly headers: Readonly<Record<string, string>>;
}

describe('the limits of requests', () => {
  it('hold for a key, and name themselves when they refuse', async () => {
    const { ask, exhaust, counted } = open();
    expect(await exhaust(caller())).toBe(burst);
    const { error, written } = await ask(caller());
    expect(error).toBeInstanceOf(RateLimitedError);
    expect(error).toMatchObject({ message: expect.stringContaining('This key'), retryAfter: 1 });
    expect(written.ratelimit).toMatch(/^"key";r=0;t=\d+$/);
    expect(counted.at(-1)).toEqual({ tier: 'free', limit: 'key' });
    expect((await ask(caller({ keyId: 'another' }))).error).toBeNull();
  });

  it('hold for a user over all of their keys and tokens', async () => {
    const { exhaust, counted } = open();
    await exhaust(caller({ keyId: 'one', userId: 'jo' }));
    expect(await exhaust(caller({ keyId: 'two', userId: 'jo' }))).toBe(0);
    expect(counted.at(-1)).toEqual({ tier: 'free', limit: 'user' });
    expect(await exhaust(caller({ keyId: 'two', userId: 'jo', tenantId: 'other' }))).toBe(burst);
  });

  it('hold once for a user who came with a token, and for nobody of another name', async () => {
    const { ask, exhaust } = open();
    const user = caller({ keyId: 'user:a%3Ab:c', tenantId: 'a:b', userId: 'c' });
    expect(await exhaust(user)).toBe(burst);
    const { written } = await ask(user, { route: routes.createChatCompletion });
    const policies = written['ratelimit-policy']?.match(/"\w+"/g);
    expect(policies).toEqual(['"ip"', '"user"', '"tenant"']);
    expect(written['x-ratelimit-limit-requests']).toBe(String(burst));
    expect(await exhaust(caller({ keyId: 'user:a:b:c', tenantId: 'a', userId: 'b:c' }))).toBe(burst);
  });

  it('hold for a tenant over all of its keys', async () => {
    const { exhaust, counted } = open();
    let admitted = 0;
    for (let n = 0; n < 10; n++) admitted += await exhaust(caller({ keyId: `key ${n}` }));
    expect(admitted).toBe(tierLimits.free.tenantBurst);
    expect(counted.at(-1)).toEqual({ tier: 'free', limit: 'tenant' });
  });

  it('hold for an address over all keys that come from it', async () => {
    const { ask, exhaust, counted } = open({ GATEWAY_IP_REQUESTS_PER_MINUTE: 1, GATEWAY_IP_BURST: 30 });
    expect((await exhaust(caller())) + (await exhaust(caller({ keyId: 'another' })))).toBe(30);
    expect(counted.at(-1)).toEqual({ tier: 'free', limit: 'ip' });
    expect((await ask(caller({ keyId: 'third' }), { network: '203.0.113.10' })).error).toBeNull();
  });

  it('leave a key something for other endpoints when one class is used up', async () => {
    const { ask, exhaust, counted } = open();
    expect(await exhaust(caller(), { route: routes.createDocument })).toBe(burst / 2);
    expect(counted.at(-1)).toEqual({ tier: 'free', limit: 'endpoint' });
    expect((await ask(caller())).error).toBeNull();
  });

  it.each<[string, Partial<Identity>, Partial<Ask>, Partial<Ask>]>([
    ['class of endpoints', {}, { route: routes.createDocument }, {}],
    ['address', {}, { network: '203.0.113.9' }, { network: '203.0.113.10' }],
  ])('let a key go on elsewhere while it waits for one %s', async (_, rest, full, other) => {
    const { ask, exhaust } = open({ GATEWAY_IP_REQUESTS_PER_MINUTE: 1, GATEWAY_IP_BURST: 15 });
    await exhaust(caller(rest), full);
    const headers = { 'x-octollm-limit-mode': 'queue', 'x-octollm-limit-wait': '1' };
    const waiting = ask(caller(rest), { ...full, headers });
    await new Promise((resolve) => setImmediate(resolve));
    expect((await ask(caller(rest), other)).error).toBeNull();
    expect((await waiting).error).toBeInstanceOf(RateLimitedError);
  });

  it('hold for an address that needs no key', async () => {
    const { limits, counted } = open({ GATEWAY_IP_REQUESTS_PER_MINUTE: 1, GATEWAY_IP_BURST: 2 });
    const reply = { header: () => undefined } as unknown as FastifyReply;
    for (let n = 0; n < 2; n++) await limits.admitStranger('203.0.113.9', reply);
    await expect(limits.admitStranger('203.0.113.9', reply)).rejects.toThrow(RateLimitedError);
    expect(counted).toEqual([{ tier: 'none', limit: 'ip' }]);
    await limits.admitStranger('203.0.113.10', reply);
  });

  it('are told as OpenAI does, tokens included, on its endpoints alone', async () => {
    const { ask } = open();
    const { written } = await ask(caller(), { route: routes.createChatCompletion });
    expect(written).toMatchObject({
      'x-ratelimit-limit-requests': String(burst),
      'x-ratelimit-remaining-requests': String(burst - 1),
      'x-ratelimit-limit-tokens': String(tierLimits.free.tokensPerMinute),
      'x-ratelimit-remaining-tokens': String(tierLimits.free.tokensPerMinute),
    });
    expect(Object.keys((await ask(caller())).written)).toEqual(['ratelimit-policy', 'ratelimit']);
  });

  it('let a request wait for its turn, drop it, or refuse it, as it asks', async () => {
    const { ask, exhaust } = open();
    const queue = { 'x-octollm-limit-mode': 'queue', 'x-octollm-limit-wait': '5' };
    await exhaust(caller());
    expect((await ask(caller(), { headers: { 'x-octollm-limit-mode': 'drop' } })).error).toBeInstanceOf(
      RequestDroppedError,
    );
    expect((await ask(caller(), { headers: queue })).error).toBeNull();
    const late = { ...queue, 'x-octollm-limit-wait': '1' };
    const waiting = await Promise.all([1, 2, 3].map(() => ask(caller(), { headers: late })));
    expect(waiting.filter(({ error }) => error instanceof RateLimitedError).length).toBeGreaterThanOrEqual(1);
  });
});
