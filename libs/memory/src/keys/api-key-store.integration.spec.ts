import { ConflictError, NotFoundError, newId } from '@octollm/contracts';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestDatabases, type TestDatabases } from '../fixtures/test-database.ts';
import { ApiKeyStore } from './api-key-store.ts';
import { hashApiKey, newApiKey } from './key-text.ts';

let databases: TestDatabases;
let keys: ApiKeyStore;
let admin: DataSource;
beforeAll(async () => {
  databases = await startTestDatabases();
  const { database, url } = await databases.open();
  keys = new ApiKeyStore(database);
  admin = await new DataSource({ type: 'postgres', url }).initialize();
});
afterAll(async () => {
  await admin.destroy();
  await databases.stop();
});

const grant = { name: 'ci', scopes: ['task:submit', 'task:read'], tier: 'pro' } as const;

describe('an API key', () => {
  it('is found by its hash, with what it allows', async () => {
    const { key, record } = await keys.create('acme', { ...grant, kind: 'live' });
    expect(key).toMatch(/^octollm_live_/);
    expect(record).toMatchObject({ tenantId: 'acme', ...grant, expiresAt: null, revokedAt: null });
    expect(await keys.findByHash(hashApiKey(key))).toEqual(record);
    expect(await keys.findByHash(hashApiKey(newApiKey('live')))).toBeNull();
  });

  it('is nowhere in the database', async () => {
    const { key } = await keys.create('acme', { ...grant, kind: 'test' });
    const rows: unknown[] = await admin.query('SELECT k::text FROM api_keys k');
    expect(JSON.stringify(rows)).not.toContain(key.slice('octollm_test_'.length));
  });

  it('works until it expires', async () => {
    const soon = await keys.create('acme', {
      ...grant,
      kind: 'live',
      expiresAt: new Date(Date.now() + 60_000),
    });
    const past = await keys.create('acme', { ...grant, kind: 'live', expiresAt: new Date(Date.now() - 1) });
    expect(await keys.findByHash(hashApiKey(soon.key))).toEqual(soon.record);
    expect(await keys.findByHash(hashApiKey(past.key))).toBeNull();
  });

  it('works until it is revoked, which counts from the first time', async () => {
    const { key, record } = await keys.create('acme', { ...grant, kind: 'live' });
    const revoked = await keys.revoke('acme', record.id);
    expect(revoked.revokedAt).toBeInstanceOf(Date);
    expect(await keys.findByHash(hashApiKey(key))).toBeNull();
    expect(await keys.revoke('acme', record.id)).toEqual(revoked);
    await expect(keys.revoke('acme', newId())).rejects.toThrow(NotFoundError);
  });

  it('is listed, newest first, without its hash', async () => {
    const made = [];
    for (const name of ['one', 'two'])
      made.push(await keys.create('lister', { ...grant, name, kind: 'live' }));
    const list = await keys.list('lister');
    expect(list).toEqual(made.map(({ record }) => record).reverse());
    expect(JSON.stringify(list)).not.toContain(hashApiKey(made[0]?.key ?? ''));
  });
});

describe('a key that must be there', () => {
  it('is made once and brought up to date', async () => {
    const key = newApiKey('test');
    const first = await keys.ensure('local', key, grant);
    const second = await keys.ensure('local', key, { ...grant, scopes: ['admin'], tier: 'enterprise' });
    expect(second).toEqual({ ...first, scopes: ['admin'], tier: 'enterprise' });
    expect(await keys.list('local')).toEqual([second]);
  });

  it('works again when it was revoked', async () => {
    const key = newApiKey('test');
    const { id } = await keys.ensure('local', key, grant);
    await keys.revoke('local', id);
    await keys.ensure('local', key, grant);
    expect(await keys.findByHash(hashApiKey(key))).toMatchObject({ id, revokedAt: null });
  });

  it('is made once by several who start together', async () => {
    const key = newApiKey('test');
    const records = await Promise.all(Array.from({ length: 8 }, () => keys.ensure('together', key, grant)));
    expect(new Set(records.map(({ id }) => id)).size).toBe(1);
  });

  it('is never taken from another tenant', async () => {
    const key = newApiKey('test');
    await keys.ensure('local', key, grant);
    await expect(keys.ensure('thief', key, grant)).rejects.toThrow(ConflictError);
    expect(await keys.findByHash(hashApiKey(key))).toMatchObject({ tenantId: 'local' });
  });
});
