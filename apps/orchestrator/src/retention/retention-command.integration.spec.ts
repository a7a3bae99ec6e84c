import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId, TaskRequest } from '@octollm/contracts';
import { startTestPostgres, type TestPostgres } from '@octollm/local-servers';
import { Database, Retention, TaskStore } from '@octollm/memory';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { runRetentionCommand } from './retention-command.ts';

let server: TestPostgres;
let url: string;
let folder: string;
let database: Database;
beforeAll(async () => {
  server = await startTestPostgres();
  url = await server.createDatabase();
  folder = await mkdtemp(join(tmpdir(), 'retention-'));
  database = await Database.open({ url, poolSize: 2, applicationName: 'test' });
  await database.migrate();
});
afterAll(async () => {
  await database.close();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Runs a command and gives its exit code with what it wrote. */
const run = async (argv: readonly string[], environment: Record<string, string> = {}) => {
  const written: string[] = [];
  const write = (text: unknown): boolean => written.push(String(text)) > 0;
  const streams = [process.stdout, process.stderr].map((stream) =>
    vi.spyOn(stream, 'write').mockImplementation(write),
  );
  const known = { DATABASE_URL: url, COLD_STORAGE_URL: `file://${folder}`, ...environment };
  try {
    const code = await runRetentionCommand(argv, known, new AbortController().signal);
    return { code, output: written.join('') };
  } finally {
    for (const stream of streams) stream.mockRestore();
  }
};

describe('the retention command', () => {
  it('keeps what is young and says what it did', async () => {
    const tasks = new TaskStore(database);
    const id = newId();
    await tasks.create('acme', {
      id,
      request: TaskRequest.parse({ goal: 'x' }),
      actor: 'key:test',
      traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
    });
    await tasks.cancel('acme', id, { actor: 'x' });
    const { code, output } = await run([]);
    expect(code).toBe(0);
    expect(JSON.parse(output)).toMatchObject({ archivedTasks: 0, heldBack: [] });
    expect(await readdir(folder)).toEqual([]);
  });

  it('deletes what arms did and what was done to the platform as long ago as the settings say', async () => {
    const started = vi.spyOn(Retention.prototype, 'run');
    const { code, output } = await run([], {
      RETENTION_ACTION_DAYS: '7',
      RETENTION_OPERATION_DAYS: '400',
    });
    expect([code, JSON.parse(output)]).toEqual([0, expect.objectContaining({ actions: 0, operations: 0 })]);
    expect(started.mock.lastCall?.[0]).toEqual({
      taskDays: 180,
      sessionDays: 30,
      actionDays: 7,
      operationDays: 400,
    });
    started.mockRestore();
    expect((await run([], { RETENTION_ACTION_DAYS: '0' })).code).toBe(78);
  });

  it('says in a sentence which file is not there', async () => {
    expect(await run(['restore', 'tasks/acme/x'])).toEqual({
      code: 69,
      output: 'There is no file tasks/acme/x in cold storage.\n',
    });
  });

  it('names every setting that is wrong, without its value', async () => {
    const { code, output } = await run([], { COLD_STORAGE_URL: 'ftp://secret', RETENTION_TASK_DAYS: '0' });
    expect(code).toBe(78);
    expect(output).toContain('COLD_STORAGE_URL must be');
    expect(output).toContain('RETENTION_TASK_DAYS must be');
    expect(output).not.toContain('ftp');
  });

  it('asks for the keys of a bucket', async () => {
    const { code, output } = await run([], { COLD_STORAGE_URL: 's3://bucket' });
    expect([code, output]).toEqual([69, expect.stringContaining('needs an access key')]);
  });

  it.each([[['restore']], [['restore', 'a', 'b']], [['delete']]])(
    'shows how it is used for %j',
    async (argv) => {
      const { code, output } = await run(argv);
      expect([code, output]).toEqual([2, expect.stringContaining('usage:')]);
    },
  );
});
