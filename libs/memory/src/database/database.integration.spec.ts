import { UnavailableError } from '@octollm/contracts';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { newTask } from '../fixtures/tasks.ts';
import { startTestDatabases, type TestDatabases } from '../fixtures/test-database.ts';
import { TaskStore } from '../tasks/task-store.ts';
import { Database, dataSourceOf } from './database.ts';
import { entities } from './entities.ts';
import { migrations } from './migrations/index.ts';
import { query, run, transaction } from './query.ts';
import { sql } from './sql.ts';

let databases: TestDatabases;
beforeAll(async () => {
  databases = await startTestDatabases();
});
afterAll(() => databases.stop());

const open = async (url: string): Promise<Database> =>
  Database.open({ url, poolSize: 2, applicationName: 'test' });

describe('migrations', () => {
  const names = migrations.map(({ name }) => name);

  it('make the schema in an empty database, and nothing when it is there', async () => {
    const database = await open(await databases.empty());
    expect(await database.pendingMigrations()).toEqual(names);
    expect(await database.migrate()).toEqual(names);
    expect(await database.pendingMigrations()).toEqual([]);
    expect(await database.migrate()).toEqual([]);
    await new TaskStore(database).create('acme', newTask());
    await database.close();
  });

  it('run once when several jobs start together', async () => {
    const url = await databases.empty();
    const jobs = await Promise.all(Array.from({ length: 4 }, () => open(url)));
    const done = await Promise.all(jobs.map((job) => job.migrate()));
    expect(done.flat()).toEqual(names);
    for (const job of jobs) await job.close();
  });

  it('go over the direct URL', async () => {
    const url = await databases.empty();
    const direct = await databases.empty();
    const database = await Database.open({ url, directUrl: direct, poolSize: 1, applicationName: 'test' });
    await database.migrate();
    expect(await database.pendingMigrations()).toEqual(names);
    await database.close();
  });

  it('make exactly what the entities describe', async () => {
    const { database } = await databases.open();
    const differences = await dataSourceOf(database).driver.createSchemaBuilder().log();
    expect(differences.upQueries.map(({ query }) => query)).toEqual([]);
  });

  it('can be taken back, all of them', async () => {
    const { url } = await databases.open();
    const source = new DataSource({
      type: 'postgres',
      url,
      entities,
      migrations: [...migrations],
      migrationsTableName: 'schema_migrations',
    });
    await source.initialize();
    for (const _migration of migrations) await source.undoLastMigration();
    const tables: { name: string }[] = await source.query(
      `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' ORDER BY 1`,
    );
    expect(tables.map(({ name }) => name)).toEqual(['schema_migrations']);
    await source.destroy();
  });
});

describe('a database', () => {
  it('answers a ping', async () => {
    const { database } = await databases.open();
    await expect(database.ping()).resolves.toBeUndefined();
  });

  it('tells how long connections and statements took, and how they failed', async () => {
    const ended: string[] = [];
    const waited: string[] = [];
    const database = await Database.open({
      url: await databases.empty(),
      poolSize: 2,
      applicationName: 'test',
      statementTimeoutMs: 300,
      observer: {
        connected: (pool) => void waited.push(pool),
        ended: ({ statement, error }) => void ended.push(`${statement}: ${error ?? 'succeeded'}`),
      },
    });
    const source = dataSourceOf(database);
    await database.ping();
    expect(database.pools).toEqual([{ pool: 'primary', used: 0, idle: 1, waiting: 0, max: 2 }]);
    await transaction(source, async (runner) => {
      await run(runner, sql`SELECT 1`);
      expect(database.pools).toMatchObject([{ used: 1, idle: 0 }]);
    });
    await expect(query(source, sql`SELECT * FROM nowhere`)).rejects.toThrow('nowhere');
    await expect(query(source, sql`SELECT pg_sleep(60)`)).rejects.toThrow(UnavailableError);
    expect(waited).toEqual(['primary', 'primary', 'primary', 'primary']);
    expect(ended).toEqual([
      'SELECT: succeeded',
      'SELECT: succeeded',
      'SELECT nowhere: refused',
      'SELECT: timeout',
    ]);
    await database.close();
  });

  it('is unavailable when there is no server', async () => {
    await expect(open('postgres://nobody@127.0.0.1:1/none')).rejects.toThrow(UnavailableError);
  });

  it('goes on after the server has dropped every connection', async () => {
    const { database, url } = await databases.open();
    const store = new TaskStore(database);
    const task = newTask();
    await Promise.all([store.create('acme', task), database.ping(), database.ping()]);
    const admin = await new DataSource({ type: 'postgres', url }).initialize();
    await admin.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid()`,
    );
    const errors: unknown[] = [];
    const found = await vi.waitFor(() =>
      store.get('acme', task.id).catch((error: unknown) => {
        errors.push(error);
        throw error;
      }),
    );
    expect(found.id).toBe(task.id);
    for (const error of errors) expect(error).toBeInstanceOf(UnavailableError);
    await admin.destroy();
  });

  describe('that does not answer a statement', () => {
    const impatient = async (): Promise<{ database: Database; source: DataSource }> => {
      const database = await Database.open({
        url: await databases.empty(),
        poolSize: 1,
        applicationName: 'test',
        statementTimeoutMs: 300,
      });
      return { database, source: dataSourceOf(database) };
    };
    const backend = async (source: DataSource): Promise<number | undefined> =>
      (await query<{ pid: number }>(source, sql`SELECT pg_backend_pid() AS pid`))[0]?.pid;

    it('is unavailable, and the next statement has a connection that answers', async () => {
      const { database, source } = await impatient();
      const before = await backend(source);
      await expect(query(source, sql`SELECT pg_sleep(60)`)).rejects.toThrow(UnavailableError);
      expect(await backend(source)).not.toBe(before);
      await database.close();
    });

    it('is unavailable within a transaction too, of which nothing stays', async () => {
      const { database, source } = await impatient();
      await query(source, sql`CREATE TABLE things (name text)`);
      const before = await backend(source);
      const work = transaction(source, async (runner) => {
        await run(runner, sql`INSERT INTO things VALUES ('a')`);
        await run(runner, sql`SELECT pg_sleep(60)`);
      });
      await expect(work).rejects.toThrow(UnavailableError);
      expect(await backend(source)).not.toBe(before);
      expect(await query(source, sql`SELECT * FROM things`)).toEqual([]);
      await database.close();
    });

    it('is unavailable when it is the commit that hangs', async () => {
      const { database, source } = await impatient();
      await query(source, sql`CREATE TABLE things (name text)`);
      await query(
        source,
        sql`CREATE FUNCTION hang() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(60); RETURN NULL; END'`,
      );
      await query(
        source,
        sql`CREATE CONSTRAINT TRIGGER hang AFTER INSERT ON things DEFERRABLE INITIALLY DEFERRED
              FOR EACH ROW EXECUTE FUNCTION hang()`,
      );
      const before = await backend(source);
      const work = transaction(source, (runner) => run(runner, sql`INSERT INTO things VALUES ('a')`));
      await expect(work).rejects.toThrow(UnavailableError);
      expect(await backend(source)).not.toBe(before);
      await database.close();
    });

    it('is waited for when no timeout is set', async () => {
      const url = await databases.empty();
      const database = await Database.open({
        url,
        poolSize: 1,
        applicationName: 'test',
        statementTimeoutMs: 0,
      });
      await expect(query(dataSourceOf(database), sql`SELECT pg_sleep(0.5)`)).resolves.toHaveLength(1);
      await database.close();
    });
  });

  it('says unavailable to whom it could not give a connection in time', async () => {
    const url = await databases.empty();
    const database = await Database.open({ url, poolSize: 1, applicationName: 'test' });
    const source = dataSourceOf(database);
    const runner = source.createQueryRunner();
    await runner.connect();
    await expect(database.ping()).rejects.toThrow(UnavailableError);
    await runner.release();
    await database.ping();
    await database.close();
  });
});
