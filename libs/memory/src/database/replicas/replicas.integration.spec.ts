import { newId, TaskQuery } from '@octollm/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type ReplicatedDatabase, startReplicatedDatabase } from '../../fixtures/replicated-database.ts';
import { newTask } from '../../fixtures/tasks.ts';
import { TaskStore } from '../../tasks/task-store.ts';
import { Database, dataSourceOf, readsOf } from '../database.ts';
import { query } from '../query.ts';
import { sql } from '../sql.ts';

/*
 * A real primary and a real standby that streams from it. A read says itself where it was answered, and what it must
 * have seen.
 */
let servers: ReplicatedDatabase;
let database: Database;
const opened: Database[] = [];

const open = async (...replicaUrls: string[]): Promise<Database> => {
  const url = servers.primaryUrl;
  const one = await Database.open({ url, replicaUrls, poolSize: 4, applicationName: 'test' });
  opened.push(one);
  return one;
};

beforeAll(async () => {
  servers = await startReplicatedDatabase();
  database = await open(servers.standbyUrl);
  await database.migrate();
  await servers.onPrimary('CREATE TABLE notes (id text PRIMARY KEY); CREATE SEQUENCE numbers');
});
afterAll(async () => {
  for (const one of opened) await one.close();
  await servers.stop();
});

const write = async (from = database): Promise<string> => {
  const id = newId();
  await query(dataSourceOf(from), sql`INSERT INTO notes VALUES (${id})`);
  return id;
};

interface Read {
  readonly standby: boolean;
  readonly found: boolean;
}

const read = async (id: string, from = database): Promise<Read> => {
  const [row] = await readsOf(from).query<Read>(sql`
    SELECT pg_is_in_recovery() AS standby, EXISTS (SELECT FROM notes WHERE id = ${id}) AS found`);
  if (row === undefined) throw new Error('no row');
  return row;
};

/** Until the standby is asked again after a rest. */
const answeredByStandby = (from = database): Promise<void> =>
  vi.waitFor(async () => expect((await read('none', from)).standby).toBe(true), { timeout: 30_000 });

beforeEach(() => answeredByStandby());

describe('a read that a standby may answer', () => {
  it('sees what was committed just before, by whatever process', async () => {
    const other = await open();
    const places = new Set<boolean>();
    for (let turn = 0; turn < 60; turn += 1) {
      const { standby, found } = await read(await write(turn % 2 === 0 ? database : other));
      expect(found).toBe(true);
      places.add(standby);
    }
    expect(places).toContain(true);
  });

  it('sees it when many write and read at the same time', async () => {
    const reads = await Promise.all(
      Array.from({ length: 100 }, async () => {
        const id = await write();
        return read(id);
      }),
    );
    expect(reads.every(({ found }) => found)).toBe(true);
  });

  it('goes to the primary while the standby does not replay, and to the standby again when it does', async () => {
    await servers.onStandby('SELECT pg_wal_replay_pause()');
    await vi.waitFor(async () =>
      expect(await servers.onStandby('SELECT pg_get_wal_replay_pause_state() AS state')).toEqual([
        { state: 'paused' },
      ]),
    );
    const id = await write();
    expect(await read(id)).toEqual({ standby: false, found: true });
    expect(await servers.onStandby(`SELECT FROM notes WHERE id = '${id}'`)).toEqual([]);
    await servers.onStandby('SELECT pg_wal_replay_resume()');
    await answeredByStandby();
    expect(await read(id)).toMatchObject({ found: true });
  });

  it('that a standby cannot carry out is carried out by the primary', async () => {
    const [row] = await readsOf(database).query(sql`SELECT nextval('numbers')::int AS number`);
    expect(row).toEqual({ number: 1 });
  });

  it('goes to the primary when the standby is gone, and to the standby again when it is back', async () => {
    await servers.killStandby();
    const id = await write();
    expect(await read(id)).toEqual({ standby: false, found: true });
    const started = await open(servers.standbyUrl);
    expect(await read(id, started)).toEqual({ standby: false, found: true });
    await servers.restartStandby();
    await answeredByStandby();
    await answeredByStandby(started);
  });

  it('takes no server for a standby that is none', async () => {
    const itself = await open(servers.primaryUrl);
    expect(await read(await write(), itself)).toEqual({ standby: false, found: true });
    expect(await read(await write(), itself)).toEqual({ standby: false, found: true });
  });

  it('goes round the standbys that answer', async () => {
    const nowhere = 'postgres://postgres@127.0.0.1:1/none';
    const two = await open(nowhere, servers.standbyUrl, nowhere);
    for (let turn = 0; turn < 4; turn += 1) expect((await read(await write(), two)).found).toBe(true);
    await answeredByStandby(two);
  });
});

describe('the list of tasks', () => {
  it('is read from the standby, and has the task that was just made', async () => {
    const tasks = new TaskStore(database);
    for (let turn = 0; turn < 20; turn += 1) {
      const { task } = await tasks.create('acme', newTask());
      const { items } = await tasks.list('acme', TaskQuery.parse({ limit: '1' }));
      expect(items.map(({ id }) => id)).toEqual([task.id]);
    }
    await answeredByStandby();
    await tasks.list('acme', TaskQuery.parse({}));
    expect(
      await servers.onStandby(`SELECT query FROM pg_stat_activity WHERE application_name = 'test'`),
    ).toContainEqual({ query: expect.stringContaining('FROM tasks WHERE tenant_id') });
  });
});
