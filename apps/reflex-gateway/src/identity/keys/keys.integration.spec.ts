import { ForbiddenError, NotFoundError, UnauthenticatedError, UnavailableError } from '@octollm/contracts';
import { startTestPostgres, type TestPostgres } from '@octollm/local-servers';
import { ApiKeyStore, Database, newApiKey } from '@octollm/memory';
import type { Metrics } from '@octollm/service-kit';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Authenticator } from '../authenticator.ts';
import type { JwtVerifier } from '../tokens/jwt-verifier.ts';
import { KeyAdmin } from './key-admin.ts';
import { KeyChanges } from './key-changes.ts';
import { KeyLookup } from './key-lookup.ts';
import { KeyUsage } from './key-usage.ts';

const silent = pino({ level: 'silent' });
const metrics = { counter: () => ({ inc: () => undefined }) } as unknown as Metrics;
const noTokens = { verify: async () => undefined } as unknown as JwtVerifier;

let postgres: TestPostgres;
let url: string;
const closers: (() => Promise<void>)[] = [];

/** What one replica of the gateway knows of keys, and whether it hears of changes. */
const startReplica = async (hears = true) => {
  const database = await Database.open({ url, poolSize: 4, applicationName: 'replica' });
  const store = new ApiKeyStore(database);
  const findByHashes = vi.spyOn(store, 'findByHashes');
  const usage = new KeyUsage(store, silent);
  const authenticator = new Authenticator(new KeyLookup(store), noTokens, usage, metrics);
  const config = { DATABASE_URL: url } as ConstructorParameters<typeof KeyChanges>[0];
  const changes = new KeyChanges(config, authenticator, silent);
  if (hears) await changes.onApplicationBootstrap();
  closers.push(async () => {
    await changes.onApplicationShutdown();
    await usage.onModuleDestroy();
    await database.close();
  });
  const uses = (key: string) => authenticator.authenticate(`Bearer ${key}`);
  return { store, uses, usage, findByHashes, admin: new KeyAdmin(store, authenticator) };
};
type Replica = Awaited<ReturnType<typeof startReplica>>;

let here: Replica;
let there: Replica;
beforeAll(async () => {
  postgres = await startTestPostgres();
  url = await postgres.createDatabase();
  const database = await Database.open({ url, poolSize: 1, applicationName: 'migrations' });
  await database.migrate();
  await database.close();
  [here, there] = [await startReplica(), await startReplica()];
});
afterAll(async () => {
  for (const close of closers) await close();
  await postgres.stop();
});

const admin = { keyId: 'maker', tenantId: 'acme', scopes: ['admin'], tier: 'pro' } as const;
const request = (name: string) => ({ name, scopes: ['task:read'] as const, kind: 'live' as const });
const create = (name: string) => here.admin.create(admin, { ...request(name), scopes: ['task:read'] });
/** What comes of a request with a key. */
const askWith = (replica: Replica, key: string): Promise<string> =>
  replica.uses(key).then(
    () => 'taken',
    (error: unknown) => (error instanceof UnauthenticatedError ? 'refused' : String(error)),
  );
/** Waits until a replica that has the key in its memory refuses it; its 30 seconds are far from over. */
const untilRefused = async (replica: Replica, key: string): Promise<void> => {
  await expect.poll(() => askWith(replica, key), { timeout: 10_000, interval: 20 }).toBe('refused');
};

describe('an admin', () => {
  it('makes a key of their own tenant and tier, which works everywhere', async () => {
    const made = await create('made');
    expect(made).toMatchObject({ name: 'made', tier: 'pro', scopes: ['task:read'], last_used_at: null });
    for (const replica of [here, there])
      expect(await replica.uses(made.key)).toEqual({
        keyId: made.id,
        tenantId: 'acme',
        scopes: ['task:read'],
        tier: 'pro',
      });
  });

  it('names the keys of admins as such', async () => {
    const made = await here.admin.create(admin, { ...request('chief'), scopes: ['admin'], kind: 'test' });
    expect(made.key).toMatch(/^octollm_admin_/);
  });

  it('gives nothing that they do not have, by rotating a key neither', async () => {
    const tooHigh = { ...request('high'), scopes: ['task:read' as const], tier: 'enterprise' as const };
    await expect(here.admin.create(admin, tooHigh)).rejects.toThrow(ForbiddenError);
    const { record } = await here.store.create('acme', {
      name: 'made by an operator',
      scopes: [],
      tier: 'enterprise',
      kind: 'live',
    });
    await expect(here.admin.rotate(admin, record.id, { grace_seconds: 60 })).rejects.toThrow(ForbiddenError);
    await here.admin.revoke(admin, record.id);
  });

  it('sets no end in the past', async () => {
    const over = { ...request('over'), scopes: ['task:read' as const], expires_at: '2020-01-01T00:00:00Z' };
    await expect(here.admin.create(admin, over)).rejects.toMatchObject({
      status: 400,
      errors: [{ pointer: '/expires_at' }],
    });
  });

  it('neither sees nor touches the keys of another tenant', async () => {
    const { id, key } = await create('ours');
    const stranger = { ...admin, tenantId: 'other' };
    expect((await here.admin.list(stranger, { limit: 100 })).items).toEqual([]);
    await expect(here.admin.revoke(stranger, id)).rejects.toThrow(NotFoundError);
    await expect(here.admin.rotate(stranger, id, { grace_seconds: 0 })).rejects.toThrow(NotFoundError);
    await here.uses(key);
  });
});

describe('a key that is remembered', () => {
  it('stops on the replica that revokes it at once, and on the others as soon as they hear of it', async () => {
    const { id, key } = await create('revoked');
    await Promise.all([here.uses(key), there.uses(key)]);
    await here.admin.revoke(admin, id);
    expect(await askWith(here, key)).toBe('refused');
    await untilRefused(there, key);
  });

  it('stops at once on the replica that revokes it or rotates it, although nothing is heard there', async () => {
    const deaf = await startReplica(false);
    const [revoked, rotated] = [await create('revoked unheard'), await create('rotated unheard')];
    for (const { key } of [revoked, rotated]) await deaf.uses(key);
    await deaf.admin.revoke(admin, revoked.id);
    await deaf.admin.rotate(admin, rotated.id, { grace_seconds: 0 });
    for (const { key } of [revoked, rotated]) expect(await askWith(deaf, key)).toBe('refused');
  });

  it('stops when an operator revokes it', async () => {
    const { id, key } = await create('by an operator');
    expect(await askWith(here, key)).toBe('taken');
    await there.store.revoke('acme', id);
    await untilRefused(here, key);
  });

  it('works on for its grace after a rotation, and no longer', async () => {
    const { id, key } = await create('rotated');
    await Promise.all([here.uses(key), there.uses(key)]);
    const rotated = await here.admin.rotate(admin, id, { grace_seconds: 2 });
    for (const replica of [here, there])
      for (const secret of [key, rotated.key]) expect((await replica.uses(secret)).keyId).toBe(id);
    for (const replica of [here, there]) await untilRefused(replica, key);
    for (const replica of [here, there]) expect(await askWith(replica, rotated.key)).toBe('taken');
  });

  it('stops at once when it is rotated without a grace', async () => {
    const { id, key } = await create('leaked');
    await Promise.all([here.uses(key), there.uses(key)]);
    const rotated = await here.admin.rotate(admin, id, { grace_seconds: 0 });
    expect(await askWith(here, key)).toBe('refused');
    await untilRefused(there, key);
    expect(await askWith(there, rotated.key)).toBe('taken');
  });

  it('has the time of its last use written down later, by whichever replica', async () => {
    const { id, key } = await create('used');
    await Promise.all([here.uses(key), there.uses(key)]);
    expect((await here.store.find('acme', id)).lastUsedAt).toBeNull();
    await Promise.all([here.usage.flush(), there.usage.flush()]);
    const first = (await here.store.find('acme', id)).lastUsedAt;
    expect(first).toBeInstanceOf(Date);
    await here.uses(key);
    await here.usage.flush();
    expect((await here.store.find('acme', id)).lastUsedAt).toEqual(first);
  });
});

describe('a gateway that is attacked or has no database', () => {
  it('asks the database little for ten thousand wrong keys, and finds good ones meanwhile', async () => {
    const { key } = await create('busy');
    here.findByHashes.mockClear();
    const wrong = Array.from({ length: 10_000 }, () => here.uses(newApiKey('live')));
    const good = here.uses(key);
    const outcomes = await Promise.allSettled(wrong);
    expect(outcomes.every(({ status }) => status === 'rejected')).toBe(true);
    expect((await good).tenantId).toBe('acme');
    expect(here.findByHashes.mock.calls.length).toBeLessThan(100);
  });

  it('takes keys it knows, and says of the others that it cannot tell', async () => {
    const { key } = await create('known');
    await there.uses(key);
    await postgres.stop();
    expect((await there.uses(key)).tenantId).toBe('acme');
    await expect(there.uses(newApiKey('live'))).rejects.toThrow(UnavailableError);
  });
});
