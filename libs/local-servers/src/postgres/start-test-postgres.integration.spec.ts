import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { query } from '../fixtures/query.ts';
import { startTestPostgres, type TestPostgres } from './start-test-postgres.ts';

describe('a PostgreSQL for tests', () => {
  let postgres: TestPostgres;
  beforeAll(async () => {
    postgres = await startTestPostgres();
  });
  afterAll(() => postgres.stop());

  it('gives every test a database of its own', async () => {
    const [one, other] = await Promise.all([postgres.createDatabase(), postgres.createDatabase()]);
    await query(one, 'CREATE TABLE mine ()');
    await expect(query(other, 'SELECT * FROM mine')).rejects.toThrow('relation "mine" does not exist');
  });

  it('copies a database that is already filled', async () => {
    const migrated = await postgres.createDatabase();
    await query(migrated, 'CREATE TABLE migrated AS SELECT 1 AS version');
    const copy = await postgres.createDatabase(migrated);
    await query(copy, 'UPDATE migrated SET version = 2');
    expect(await query(migrated, 'SELECT version FROM migrated')).toEqual([{ version: 1 }]);
  });

  it('reaches any database by name', async () => {
    expect(await query(postgres.url(), 'SELECT current_database() AS db')).toEqual([{ db: 'postgres' }]);
    expect(postgres.url('other')).toMatch(/\/other$/);
  });

  it('leaves nothing when it is stopped', async () => {
    const another = await startTestPostgres();
    const [row] = await query(another.url(), 'SHOW data_directory');
    const folder = String(row?.['data_directory']);
    expect(existsSync(folder)).toBe(true);
    await another.stop();
    expect(existsSync(folder)).toBe(false);
  });
});
