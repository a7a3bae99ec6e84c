import { newId } from '@octollm/contracts';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Database } from '../database/database.ts';
import { KeyRotation1795500000000 } from '../database/migrations/1795500000000-key-rotation.ts';
import { migrations, migrationsTable } from '../database/migrations/index.ts';
import { startTestDatabases, type TestDatabases } from '../fixtures/test-database.ts';
import { ApiKeyStore } from './api-key-store.ts';
import { hashApiKey, newApiKey } from './key-text.ts';

let databases: TestDatabases;
beforeAll(async () => {
  databases = await startTestDatabases();
});
afterAll(() => databases.stop());

describe('keys that were made before they could be rotated', () => {
  it('go on working, each with a name and a kind of its own', async () => {
    const url = await databases.empty();
    const before = await new DataSource({
      type: 'postgres',
      url,
      migrations: migrations.slice(0, migrations.indexOf(KeyRotation1795500000000)),
      migrationsTableName: migrationsTable,
    }).initialize();
    await before.runMigrations();
    const keys = [newApiKey('live'), newApiKey('live'), newApiKey('admin')];
    for (const [index, key] of keys.entries())
      await before.query(
        `INSERT INTO api_keys (tenant_id, id, name, hash, scopes, tier) VALUES ('acme', $1, 'ci', $2, $3, 'free')`,
        [newId(), hashApiKey(key), index === 2 ? ['admin'] : ['search']],
      );
    await before.destroy();

    const database = await Database.open({ url, poolSize: 1, applicationName: 'test' });
    await database.migrate();
    const store = new ApiKeyStore(database);
    const found = await Promise.all(keys.map((key) => store.findByHash(hashApiKey(key))));
    await database.close();
    expect(found.map((record) => record?.kind)).toEqual(['live', 'live', 'admin']);
    const names = found.map((record) => record?.name);
    expect(new Set(names).size).toBe(3);
    expect(names[2]).toBe('ci');
  });
});
