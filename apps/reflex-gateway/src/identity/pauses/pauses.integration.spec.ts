import type { OpenAiError, Problem, Scope, TenantPause } from '@octollm/contracts';
import { TenantPausedError } from '@octollm/contracts';
import { Database, HoldStore } from '@octollm/memory';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RunningGateway } from '../../openai/fixtures/running-gateway.ts';
import { TenantPauses } from './tenant-pauses.ts';

const order = { for_seconds: 600, reason: 'it spends too much' };

let gateway: RunningGateway;
let operator: string;
let database: Database;
/** Another replica of the gateway, as far as it knows of pauses. */
let elsewhere: TenantPauses;

beforeAll(async () => {
  gateway = await RunningGateway.start();
  operator = await gateway.makeKey(['admin'], 'operators');
  database = await Database.open({ url: gateway.databaseUrl, poolSize: 2, applicationName: 'replica' });
  elsewhere = new TenantPauses(new HoldStore(database), pino({ level: 'silent' }));
  await elsewhere.onModuleInit();
});
afterAll(async () => {
  await elsewhere.beforeApplicationShutdown();
  await database.close();
  await gateway.close();
});

const pathOf = (tenant: string) => `/api/v1/tenants/${encodeURIComponent(tenant)}/pause`;
const put = (tenant: string, body: object = order, key = operator): Promise<Response> =>
  fetch(gateway.url + pathOf(tenant), {
    method: 'PUT',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
const identityOf = (tenantId: string, scopes: readonly Scope[] = ['search'], user?: string) =>
  ({ keyId: 'k', tenantId, scopes, tier: 'free', ...(user === undefined ? {} : { userId: user }) }) as const;
const refuses = (tenant: string): boolean => elsewhere.all.some(({ tenant_id }) => tenant_id === tenant);

describe('the requests of a paused tenant', () => {
  it('are refused with 403 until then, those of other tenants and of admins are not', async () => {
    const [key, admin, other] = [
      await gateway.makeKey(['task:read'], 'acme'),
      await gateway.makeKey(['admin'], 'acme'),
      await gateway.makeKey(['search'], 'other'),
    ];
    expect((await put('acme')).status).toBe(200);
    const refused = await gateway.get('/v1/models', key);
    const path = '/api/v1/tasks?limit=0';
    const answer = await gateway.get(path, key);
    const problem = (await answer.json()) as Problem;
    const pause = (await (await gateway.get(pathOf('acme'), operator)).json()) as TenantPause;
    expect([answer.status, problem.code, problem.retryable]).toEqual([403, 'tenant_paused', false]);
    expect(problem.detail).toContain(pause.until);
    expect(problem.detail).not.toContain(order.reason);
    const left = Number(answer.headers.get('retry-after'));
    expect(left).toBeGreaterThan(60);
    expect(left).toBeLessThanOrEqual(600);
    // They get as far as the check of what they ask for.
    expect((await gateway.get(path, admin)).status).toBe(400);
    expect((await gateway.get('/api/v1/tasks', other)).status).toBe(403);
    expect(((await (await gateway.get('/api/v1/tasks', other)).json()) as Problem).code).toBe('forbidden');

    expect(refused.status).toBe(403);
    expect(refused.headers.get('x-should-retry')).toBe('false');
    expect(((await refused.json()) as OpenAiError).error).toMatchObject({
      type: 'permission_error',
      code: 'tenant_paused',
    });

    expect((await gateway.delete(pathOf('acme'), operator)).status).toBe(204);
    expect((await gateway.get(path, key)).status).toBe(400);
    expect((await gateway.delete(pathOf('acme'), operator)).status).toBe(204);
  });

  it('are refused by every replica, for keys and for users, and let in again', async () => {
    await put('umbrella');
    await expect.poll(() => refuses('umbrella'), { timeout: 30_000 }).toBe(true);
    expect(() => elsewhere.check(identityOf('umbrella'))).toThrow(TenantPausedError);
    expect(() => elsewhere.check(identityOf('umbrella', ['search'], 'jo'))).toThrow(TenantPausedError);
    elsewhere.check(identityOf('umbrella', ['admin']));
    elsewhere.check(identityOf('umbrella2'));
    await gateway.delete(pathOf('umbrella'), operator);
    await expect.poll(() => refuses('umbrella'), { timeout: 30_000 }).toBe(false);
    elsewhere.check(identityOf('umbrella'));
  });
});

describe('a pause', () => {
  it('says who paused the tenant, since when, until when and why', async () => {
    const tenant = 'ünï / corp?';
    const pause = (await (await put(tenant)).json()) as TenantPause;
    expect(pause).toEqual({
      tenant_id: tenant,
      since: expect.any(String),
      until: expect.any(String),
      reason: order.reason,
      by: expect.stringMatching(/^key:/),
    });
    expect(Date.parse(pause.until) - Date.parse(pause.since)).toBe(600_000);
    expect(await (await gateway.get(pathOf(tenant), operator)).json()).toEqual(pause);
    expect((await gateway.get(pathOf('nobody'), operator)).status).toBe(404);
  });

  it.each([
    { for_seconds: 0, reason: 'x' },
    { for_seconds: 86_401, reason: 'x' },
    { for_seconds: 60, reason: ' ' },
    { for_seconds: 60, reason: 'x'.repeat(501) },
    { for_seconds: 60 },
    { for_seconds: 60, reason: 'x', state: 'open' },
  ])('is not made of %o', async (body) => {
    expect((await put('globex', body)).status).toBe(400);
    expect((await gateway.get(pathOf('globex'), operator)).status).toBe(404);
  });

  it('is for admins only', async () => {
    const key = await gateway.makeKey(['usage:read'], 'acme');
    expect((await put('initech', order, key)).status).toBe(403);
    expect((await gateway.get(pathOf('initech'), key)).status).toBe(403);
    expect((await gateway.delete(pathOf('initech'), key)).status).toBe(403);
  });
});
