import { type Metadata, newId } from '@octollm/contracts';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canonicalJson } from '../audit/canonical-json.ts';
import { sha256 } from '../audit/sha256.ts';
import { Database, dataSourceOf } from '../database/database.ts';
import { DocumentIngestion1795510800000 } from '../database/migrations/1795510800000-document-ingestion.ts';
import { DocumentKeys1795512600000 } from '../database/migrations/1795512600000-document-keys.ts';
import { migrations, migrationsTable } from '../database/migrations/index.ts';
import { newDocument } from '../fixtures/documents.ts';
import { startTestDatabases, type TestDatabases } from '../fixtures/test-database.ts';
import { DocumentStore } from './document-store.ts';

let databases: TestDatabases;
beforeAll(async () => {
  databases = await startTestDatabases();
});
afterAll(() => databases.stop());

describe('documents that were there before they were known by their source', () => {
  it('are known when they are sent again', async () => {
    const url = await databases.empty();
    const before = await new DataSource({
      type: 'postgres',
      url,
      migrations: migrations.slice(0, migrations.indexOf(DocumentIngestion1795510800000)),
      migrationsTableName: migrationsTable,
    }).initialize();
    await before.runMigrations();
    const store = async (tenant: string, text: string, metadata: Metadata = {}): Promise<string> => {
      const id = newId();
      const request = { text, media_type: 'text/plain', metadata };
      await before.query(
        `INSERT INTO documents (tenant_id, id, status, media_type, metadata, text, content_sha256, created_at, updated_at)
         VALUES ($1, $2, 'indexed', 'text/plain', $3, $4, $5, now(), now())`,
        [tenant, id, metadata, text, sha256(canonicalJson(request))],
      );
      return id;
    };
    const site = { source: 'site', title: 'Home', weight: 1.5 };
    const plain = await store('acme', 'No source ünd 中文');
    const superseded = await store('acme', 'Home of old', site);
    const home = await store('acme', 'Home of new', site);
    const others = await store('other', 'Home of new', site);
    // More than are read at a time.
    const many: string[] = [];
    for (let number = 0; number < 60; number++) many.push(await store('many', `Document ${number}`));
    await before.destroy();

    const database = await Database.open({ url, poolSize: 1, applicationName: 'test' });
    await database.migrate();
    // As after it broke off at its end.
    const { name } = DocumentKeys1795512600000;
    await dataSourceOf(database).query(`DELETE FROM ${migrationsTable} WHERE name = $1`, [name]);
    expect(await database.migrate()).toEqual([name]);
    const documents = new DocumentStore(database);
    const sent = async (tenant: string, text: string, metadata: Metadata = {}): Promise<[string, string]> => {
      const { id, status } = await documents.create(tenant, newDocument(text, metadata));
      return [id, status];
    };
    expect(await sent('acme', 'No source ünd 中文')).toEqual([plain, 'indexed']);
    expect(await sent('acme', 'Home of new', site)).toEqual([home, 'indexed']);
    expect(await sent('other', 'Home of new', site)).toEqual([others, 'indexed']);
    expect(await sent('acme', 'Home of old', site)).toEqual([home, 'queued']);
    expect((await documents.find('acme', superseded))?.status).toBe('indexed');
    expect((await sent('many', 'Document 0'))[0]).toBe(many[0]);
    expect((await sent('many', 'Document 59'))[0]).toBe(many[59]);
    await database.close();
  });
});
