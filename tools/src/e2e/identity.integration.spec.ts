import { type KeyPage, type NewKey, newId, type Problem, type Session, type Task } from '@octollm/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Api } from './fixtures/api.ts';
import { IdentityProvider } from './fixtures/identity-provider.ts';
import { startTestStack, type TestStack } from './fixtures/test-stack.ts';

let provider: IdentityProvider;
let stack: TestStack;
let api: Api;

beforeAll(async () => {
  provider = await IdentityProvider.start();
  stack = await startTestStack(provider.environment);
  api = new Api(stack);
});

afterAll(async () => {
  await stack?.stop();
  await provider?.stop();
});

/** Every secret that was shown, which no log may hold. */
const secrets: string[] = [];

const asAdmin = <Body>(method: string, path: string, body?: unknown, key = stack.keys.admin) =>
  api.request<Body>(method, path, { key, ...(body === undefined ? {} : { body }) });

const make = async (body: object, key = stack.keys.admin): Promise<NewKey> => {
  const answer = await asAdmin<NewKey>('POST', '/api/v1/keys', body, key);
  expect(answer.status).toBe(201);
  expect(answer.headers.get('cache-control')).toBe('no-store');
  secrets.push(answer.body.key);
  return answer.body;
};

const reader = () => ({ name: `reader ${newId()}`, scopes: ['task:read'] });

/** What the API answers to somebody who lists tasks. */
const listingWith = async (key: string): Promise<number> =>
  (await api.request('GET', '/api/v1/tasks', { key })).status;

/** A token of a user of a tenant. */
const user = (claims: Readonly<Record<string, unknown>> = {}): string =>
  provider.token({ sub: 'jo', tenant_id: 'dev', roles: ['member'], tier: 'pro', ...claims });

describe('the keys of a tenant', () => {
  it('are made, used, rotated with a grace and revoked by its admin', async () => {
    const made = await make(reader());
    expect(made.key).toMatch(/^octollm_live_/);
    expect(await listingWith(made.key)).toBe(200);

    const path = `/api/v1/keys/${made.id}`;
    const rotated = await asAdmin<NewKey>('POST', `${path}/rotate`, { grace_seconds: 3_600 });
    expect(rotated).toMatchObject({ status: 200, body: { id: made.id, name: made.name } });
    secrets.push(rotated.body.key);
    expect(Date.parse(rotated.body.previous_valid_until ?? '')).toBeGreaterThan(Date.now());
    for (const secret of [made.key, rotated.body.key]) expect(await listingWith(secret)).toBe(200);

    expect((await asAdmin('DELETE', path)).status).toBe(204);
    for (const secret of [made.key, rotated.body.key]) expect(await listingWith(secret)).toBe(401);
    expect((await asAdmin('DELETE', path)).status).toBe(204);
    expect((await asAdmin('POST', `${path}/rotate`)).status).toBe(409);
  });

  it('stop at once when they are rotated without a body', async () => {
    const made = await make(reader());
    expect(await listingWith(made.key)).toBe(200);
    const { body } = await asAdmin<NewKey>('POST', `/api/v1/keys/${made.id}/rotate`);
    secrets.push(body.key);
    expect(await listingWith(made.key)).toBe(401);
    expect(await listingWith(body.key)).toBe(200);
  });

  it('are listed page by page, without a secret', async () => {
    const made = [await make(reader()), await make(reader()), await make(reader())];
    const first = await asAdmin<KeyPage>('GET', '/api/v1/keys?limit=2');
    expect(first.body.items.map(({ id }) => id)).toEqual([made[2]?.id, made[1]?.id]);
    const second = await asAdmin<KeyPage>('GET', `/api/v1/keys?limit=2&cursor=${first.body.next_cursor}`);
    expect(second.body.items[0]?.id).toBe(made[0]?.id);
    for (const { key } of made) expect(first.text + second.text).not.toContain(key);
    expect((await asAdmin('GET', '/api/v1/keys?cursor=nonsense')).status).toBe(400);
  });

  it('are for admins, who give no more than they have', async () => {
    for (const key of [stack.keys.default, stack.keys.read_only])
      expect(await asAdmin('POST', '/api/v1/keys', reader(), key)).toMatchObject({
        status: 403,
        body: { code: 'forbidden' },
      });
    const high = await asAdmin<Problem>('POST', '/api/v1/keys', { ...reader(), tier: 'enterprise' });
    expect(high).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    expect(high.body.detail).toContain('enterprise');
  });

  it('belong to their tenant: the admin of another one neither sees nor touches them', async () => {
    const made = await make(reader());
    const stranger = user({ sub: 'chief', tenant_id: 'other', roles: ['admin'] });
    const listed = await asAdmin<KeyPage>('GET', '/api/v1/keys?limit=100', undefined, stranger);
    expect(listed.status).toBe(200);
    expect(listed.text).not.toContain(made.id);
    const path = `/api/v1/keys/${made.id}`;
    expect((await asAdmin('DELETE', path, undefined, stranger)).status).toBe(404);
    expect((await asAdmin('POST', `${path}/rotate`, {}, stranger)).status).toBe(404);
    expect(await listingWith(made.key)).toBe(200);
  });

  it.each([
    ['no name', { scopes: ['search'] }, '/name'],
    ['no scope', { name: 'n', scopes: [] }, '/scopes'],
    ['a scope that there is not', { name: 'n', scopes: ['root'] }, '/scopes/0'],
    ['a tenant', { name: 'n', scopes: ['search'], tenant_id: 'other' }, '/tenant_id'],
    [
      'an end in the past',
      { name: 'n', scopes: ['search'], expires_at: '2020-01-01T00:00:00Z' },
      '/expires_at',
    ],
  ])('are not made with %s', async (_, body, pointer) => {
    const answer = await asAdmin<Problem>('POST', '/api/v1/keys', body);
    expect(answer.status).toBe(400);
    expect(answer.body.errors?.map((error) => error.pointer)).toContain(pointer);
  });

  it('have names and ids that are told apart, and a grace of a week at most', async () => {
    const { id, name } = await make(reader());
    expect((await asAdmin('POST', '/api/v1/keys', { name, scopes: ['search'] })).status).toBe(409);
    expect((await asAdmin('DELETE', `/api/v1/keys/${newId()}`)).status).toBe(404);
    expect((await asAdmin('DELETE', '/api/v1/keys/nonsense')).status).toBe(404);
    const grace = await asAdmin<Problem>('POST', `/api/v1/keys/${id}/rotate`, { grace_seconds: 604_801 });
    expect(grace).toMatchObject({ status: 400, body: { errors: [{ pointer: '/grace_seconds' }] } });
  });
});

describe('a JWT of an identity provider', () => {
  it('lets its user do what their role allows, in their tenant alone', async () => {
    const goal = 'Who may read this?';
    const submitted = await api.request<Task>('POST', '/api/v1/tasks', { key: user(), body: { goal } });
    expect(submitted.status).toBe(202);
    const path = `/api/v1/tasks/${submitted.body.id}`;
    expect((await api.request('GET', path, { key: user({ sub: 'ann', roles: ['viewer'] }) })).status).toBe(
      200,
    );
    expect((await api.request('GET', path, { key: user({ tenant_id: 'other' }) })).status).toBe(404);

    const viewer = user({ roles: ['viewer'] });
    const refused = await api.request('POST', '/api/v1/tasks', { key: viewer, body: { goal } });
    expect(refused).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    expect(await listingWith(user({ roles: [], scope: 'openid task:read' }))).toBe(200);
    expect(await listingWith(user({ roles: ['barista'] }))).toBe(403);
  });

  it('makes sessions that belong to the user, whichever token they come with', async () => {
    const session_id = `session-${newId()}`;
    const task = { goal: 'Remember this.', session_id };
    expect((await api.request('POST', '/api/v1/tasks', { key: user(), body: task })).status).toBe(202);
    const read = (key: string) => api.request<Session>('GET', `/api/v2/sessions/${session_id}`, { key });
    expect((await read(user({ scope: 'search' }))).status).toBe(200);
    expect((await read(user({ sub: 'ann' }))).status).toBe(404);
    expect((await read(stack.keys.default)).status).toBe(404);
  });

  it('is refused when it has expired, is for somebody else or says no tenant', async () => {
    expect(await listingWith(user())).toBe(200);
    const wrong = [
      user({ exp: Math.floor(Date.now() / 1_000) - 60 }),
      user({ aud: 'somebody else' }),
      user({ iss: 'https://evil.example' }),
      user({ tenant_id: undefined }),
      user().replace(/\.[^.]+$/, '.c2lnbmF0dXJl'),
      `${Buffer.from('{"alg":"none"}').toString('base64url')}.${user().split('.')[1]}.`,
    ];
    for (const token of wrong)
      expect(await api.request('GET', '/api/v1/tasks', { key: token })).toMatchObject({
        status: 401,
        body: { code: 'unauthenticated' },
      });
  });
});

describe('the logs', () => {
  it('hold no secret of a key and no token', () => {
    const text = stack.lines.map(({ line }) => line).join('\n');
    expect(secrets.length).toBeGreaterThan(5);
    for (const secret of secrets) expect(text).not.toContain(secret);
    expect(text).not.toMatch(/eyJ[\w-]{8,}\./);
  });
});
