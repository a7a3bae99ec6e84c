import { ConflictError, InvalidRequestError, NotFoundError, newId } from '@octollm/contracts';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestDatabases, type TestDatabases } from '../fixtures/test-database.ts';
import { OperationsAudit } from '../operations/operations-audit.ts';
import { keyChangeChannel } from './api-key-statements.ts';
import { ApiKeyStore } from './api-key-store.ts';
import { KeyChangeFeed } from './key-change-feed.ts';
import { hashApiKey, newApiKey } from './key-text.ts';

let databases: TestDatabases;
let keys: ApiKeyStore;
let audit: OperationsAudit;
let url: string;
let admin: DataSource;
beforeAll(async () => {
  databases = await startTestDatabases();
  const opened = await databases.open();
  url = opened.url;
  keys = new ApiKeyStore(opened.database);
  audit = new OperationsAudit(opened.database);
  admin = await new DataSource({ type: 'postgres', url }).initialize();
});
afterAll(async () => {
  await admin.destroy();
  await databases.stop();
});

const scopes = ['task:submit', 'task:read'] as const;
/** A name of its own for every key. */
const grant = () => ({ name: newId(), scopes, tier: 'pro' }) as const;
const create = (tenantId = 'acme') => keys.create(tenantId, { ...grant(), kind: 'live' });
const find = (key: string) => keys.findByHash(hashApiKey(key));

/** Lets the grace of the last rotation be over. */
const endGrace = (id: string) =>
  admin.query(`UPDATE api_keys SET previous_until = now() - interval '1 second' WHERE id = $1`, [id]);

describe('an API key', () => {
  it('is found by its hash, with what it allows', async () => {
    const wanted = grant();
    const { key, record } = await keys.create('acme', { ...wanted, kind: 'live' });
    expect(key).toMatch(/^octollm_live_/);
    expect(record).toMatchObject({
      tenantId: 'acme',
      ...wanted,
      kind: 'live',
      expiresAt: null,
      revokedAt: null,
    });
    expect(await find(key)).toEqual(record);
    expect(await find(newApiKey('live'))).toBeNull();
  });

  it('is found among many that are asked for at once', async () => {
    const made = await Promise.all([create(), create(), create('other')]);
    const hashes = made.map(({ key }) => hashApiKey(key));
    const found = await keys.findByHashes([...hashes, hashApiKey('nobody')]);
    expect([...found.keys()].toSorted()).toEqual(hashes.toSorted());
    for (const { key, record } of made) expect(found.get(hashApiKey(key))?.record).toEqual(record);
  });

  it('is nowhere in the database', async () => {
    const { key } = await keys.create('acme', { ...grant(), kind: 'test' });
    const rows: unknown[] = await admin.query(
      'SELECT k::text FROM api_keys k UNION ALL SELECT o::text FROM operations_audit o',
    );
    expect(JSON.stringify(rows)).not.toContain(key.slice('octollm_test_'.length));
  });

  it('works until it expires', async () => {
    const expiring = (ms: number) =>
      keys.create('acme', { ...grant(), kind: 'live', expiresAt: new Date(Date.now() + ms) });
    const [soon, past] = [await expiring(60_000), await expiring(-1)];
    expect(await find(soon.key)).toEqual(soon.record);
    expect(await find(past.key)).toBeNull();
  });

  it('works until it is revoked, which counts from the first time', async () => {
    const { key, record } = await create();
    const revoked = await keys.revoke('acme', record.id);
    expect(revoked.revokedAt).toBeInstanceOf(Date);
    expect(await find(key)).toBeNull();
    expect(await keys.revoke('acme', record.id)).toEqual(revoked);
    await expect(keys.revoke('acme', newId())).rejects.toThrow(NotFoundError);
  });

  it('has a name that no other key of its tenant has, until it is revoked', async () => {
    const wanted = { ...grant(), kind: 'live' } as const;
    const { record } = await keys.create('acme', wanted);
    await expect(keys.create('acme', wanted)).rejects.toThrow(ConflictError);
    await keys.create('other', wanted);
    await keys.revoke('acme', record.id);
    await keys.create('acme', wanted);
  });

  it('is listed page by page, newest first, without its hash', async () => {
    const made = [];
    for (let n = 0; n < 5; n++) made.push(await create('lister'));
    const newestFirst = made.map(({ record }) => record).reverse();
    const first = await keys.list('lister', { limit: 2 });
    expect(first.items).toEqual(newestFirst.slice(0, 2));
    const second = await keys.list('lister', { limit: 2, cursor: first.nextCursor ?? '' });
    expect(second.items).toEqual(newestFirst.slice(2, 4));
    const third = await keys.list('lister', { limit: 2, cursor: second.nextCursor ?? '' });
    expect(third).toEqual({ items: newestFirst.slice(4), nextCursor: null });
    for (const { key } of made) expect(JSON.stringify([first, second, third])).not.toContain(hashApiKey(key));
    expect((await keys.list('lister', { limit: 5 })).nextCursor).toBeNull();
    await expect(keys.list('lister', { limit: 2, cursor: 'nonsense' })).rejects.toThrow(InvalidRequestError);
  });
});

describe('a rotation', () => {
  it('gives the key a new secret of its kind, and the one before works on for its grace', async () => {
    const { key, record } = await keys.create('acme', { ...grant(), kind: 'test' });
    const rotated = await keys.rotate('acme', record.id, 3_600);
    expect(rotated.key).toMatch(/^octollm_test_/);
    expect(rotated.record).toMatchObject({ id: record.id, name: record.name, scopes: record.scopes });
    const grace = (rotated.record.previousUntil?.getTime() ?? 0) - Date.now();
    expect(grace).toBeGreaterThan(3_500_000);
    expect(grace).toBeLessThanOrEqual(3_600_000);

    const found = await keys.findByHashes([key, rotated.key].map(hashApiKey));
    expect(found.get(hashApiKey(rotated.key))).toEqual({ record: rotated.record, until: null });
    expect(found.get(hashApiKey(key))).toEqual({
      record: rotated.record,
      until: rotated.record.previousUntil,
    });

    await endGrace(record.id);
    expect(await find(key)).toBeNull();
    expect(await find(rotated.key)).toMatchObject({ id: record.id, previousUntil: null });
  });

  it('without a grace stops the secret before at once, and with it those that were still in theirs', async () => {
    const { key, record } = await create();
    const second = await keys.rotate('acme', record.id, 3_600);
    const third = await keys.rotate('acme', record.id, 3_600);
    expect(await find(key)).toBeNull();
    expect(await find(second.key)).toMatchObject({ id: record.id });
    const fourth = await keys.rotate('acme', record.id, 0);
    expect(fourth.record.previousUntil).toBeNull();
    for (const old of [key, second.key, third.key]) expect(await find(old)).toBeNull();
    expect(await find(fourth.key)).toEqual(fourth.record);
  });

  it('leaves nothing that works once the key is revoked or has expired', async () => {
    const { key, record } = await create();
    const rotated = await keys.rotate('acme', record.id, 3_600);
    await keys.revoke('acme', record.id);
    for (const secret of [key, rotated.key]) expect(await find(secret)).toBeNull();
    await expect(keys.rotate('acme', record.id, 0)).rejects.toThrow('is revoked');

    const expired = await keys.create('acme', {
      ...grant(),
      kind: 'live',
      expiresAt: new Date(Date.now() - 1),
    });
    await expect(keys.rotate('acme', expired.record.id, 60)).rejects.toThrow('has expired');
    await expect(keys.rotate('acme', newId(), 60)).rejects.toThrow(NotFoundError);
  });

  it('does not let the secret before outlive the key', async () => {
    const expiresAt = new Date(Date.now() + 60_000);
    const { key, record } = await keys.create('acme', { ...grant(), kind: 'live', expiresAt });
    await keys.rotate('acme', record.id, 3_600);
    expect((await keys.findByHashes([hashApiKey(key)])).get(hashApiKey(key))?.until).toEqual(expiresAt);
  });
});

describe('the last use of a key', () => {
  it('is written down to the minute, of many keys at once', async () => {
    const [one, two] = [await create(), await create('other')];
    const at = new Date('2026-01-01T00:00:00Z');
    const later = (seconds: number) => new Date(at.getTime() + seconds * 1_000);
    const touch = (when: Date) =>
      keys.touch([one, two].map(({ record }) => ({ tenantId: record.tenantId, id: record.id, at: when })));
    const lastUses = async () => [
      (await keys.find('acme', one.record.id)).lastUsedAt,
      (await keys.find('other', two.record.id)).lastUsedAt,
    ];
    expect(await lastUses()).toEqual([null, null]);
    await touch(at);
    await touch(later(59));
    await touch(later(-600));
    expect(await lastUses()).toEqual([at, at]);
    await touch(later(60));
    expect(await lastUses()).toEqual([later(60), later(60)]);
    await keys.touch([]);
  });
});

describe('every change of a key', () => {
  it('is in the audit with who made it, and not in what every admin reads', async () => {
    const { record } = await keys.create('audited', { ...grant(), kind: 'live' }, 'key:maker');
    const { record: rotated } = await keys.rotate('audited', record.id, 60, 'user:jo');
    await keys.revoke('audited', record.id, 'key:maker');
    await keys.revoke('audited', record.id, 'somebody who comes too late');
    const entries: unknown[] = await admin.query(
      'SELECT actor, action, subject, tenant_id, details FROM operations_audit WHERE tenant_id = $1 ORDER BY id',
      ['audited'],
    );
    const details = { name: record.name, scopes: 'task:submit task:read', tier: 'pro' };
    const of = { subject: record.id, tenant_id: 'audited' };
    expect(entries).toEqual([
      { ...of, action: 'key.create', actor: 'key:maker', details },
      {
        ...of,
        action: 'key.rotate',
        actor: 'user:jo',
        details: { ...details, previous_valid_until: expect.any(String) },
      },
      { ...of, action: 'key.revoke', actor: 'key:maker', details },
    ]);
    expect(rotated.previousUntil).not.toBeNull();
    expect(JSON.stringify(await audit.recent(60))).not.toContain(record.id);
  });
});

describe('a key that must be there', () => {
  it('is made once and brought up to date', async () => {
    const key = newApiKey('test');
    const wanted = grant();
    const first = await keys.ensure('local', key, wanted);
    expect(first.kind).toBe('test');
    const second = await keys.ensure('local', key, { ...wanted, scopes: ['admin'], tier: 'enterprise' });
    expect(second).toEqual({ ...first, scopes: ['admin'], tier: 'enterprise' });
    expect((await keys.list('local', { limit: 10 })).items).toEqual([second]);
  });

  it('works again when it was revoked', async () => {
    const key = newApiKey('test');
    const { id } = await keys.ensure('local', key, grant());
    await keys.revoke('local', id);
    await keys.ensure('local', key, grant());
    expect(await find(key)).toMatchObject({ id, revokedAt: null });
  });

  it('is made once by several who start together, and beside another of its name', async () => {
    const wanted = grant();
    const make = (key: string) => Array.from({ length: 8 }, () => keys.ensure('together', key, wanted));
    const [one, two] = [newApiKey('test'), newApiKey('test')];
    const records = await Promise.all([...make(one), ...make(two)]);
    expect(new Set(records.map(({ id }) => id)).size).toBe(2);
    expect(new Set(records.map(({ name }) => name)).size).toBe(2);
  });

  it('is never taken from another tenant', async () => {
    const key = newApiKey('test');
    await keys.ensure('local', key, grant());
    await expect(keys.ensure('thief', key, grant())).rejects.toThrow(ConflictError);
    expect(await find(key)).toMatchObject({ tenantId: 'local' });
  });
});

describe('those who remember keys', () => {
  it('hear of every change that takes something away, whoever makes it, and of nothing else', async () => {
    const heard: (string | null)[] = [];
    const feed = new KeyChangeFeed({
      directUrl: url,
      onChange: (id) => void heard.push(id),
      onError: () => undefined,
    });
    await feed.start();
    const made = [await create(), await create(), await create(), await create()];
    const [rotated, revoked, changed, deleted] = made.map(({ record }) => record.id);
    await keys.touch(made.map(({ record: { tenantId, id } }) => ({ tenantId, id, at: new Date() })));
    await admin.query(`SELECT pg_notify($1, 'nonsense')`, [keyChangeChannel]);
    await keys.rotate('acme', rotated ?? '', 60);
    await keys.revoke('acme', revoked ?? '');
    await admin.query(`UPDATE api_keys SET scopes = '{}' WHERE id = $1`, [changed]);
    await admin.query('DELETE FROM api_keys WHERE id = $1', [deleted]);
    await expect.poll(() => heard.length, { timeout: 10_000 }).toBe(4);
    expect(heard).toEqual([rotated, revoked, changed, deleted]);

    const kill = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'octollm-key-changes'`;
    await admin.query(kill);
    await expect.poll(() => heard.at(-1), { timeout: 10_000 }).toBeNull();
    await keys.revoke('acme', rotated ?? '');
    await expect.poll(() => heard.at(-1), { timeout: 10_000 }).toBe(rotated);
    await feed.close();
  });
});
