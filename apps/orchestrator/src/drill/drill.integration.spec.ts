import { access, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigurationError } from '@octollm/catalogue';
import { startTestPostgres, type TestPostgres } from '@octollm/local-servers';
import { ColdStorageError } from '@octollm/memory';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { runDrill } from './run-drill.ts';
import { type ScratchDatabase, withScratchDatabase } from './scratch-database.ts';

let postgres: TestPostgres;
let api: Server;
let folder: string;
const asked: string[] = [];
/** What the API answers in turn; 200 afterwards. */
const answers: number[] = [];

beforeAll(async () => {
  postgres = await startTestPostgres();
  folder = await mkdtemp(join(tmpdir(), 'drill-'));
  await writeFile(join(folder, 'token'), 'of the drill\n');
  api = createServer((request, response) => {
    const body: Buffer[] = [];
    request.on('data', (part: Buffer) => body.push(part));
    request.on('end', () => {
      asked.push([request.method, request.url, request.headers.authorization, Buffer.concat(body)].join(' '));
      response.writeHead(answers.shift() ?? 200).end('{}');
    });
  });
  await new Promise<void>((resolve) => api.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  await postgres.stop();
  api.closeAllConnections();
  api.close();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(() => {
  asked.length = 0;
  answers.length = 0;
});

const database = (options: Partial<ScratchDatabase> = {}): ScratchDatabase => {
  const address = api.address();
  return {
    clustersUrl: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/clusters`,
    description: '{"metadata":{"name":"drill"}}',
    name: 'drill',
    tokenPath: join(folder, 'token'),
    url: postgres.url(),
    ...options,
  };
};

const soon = { timeoutMs: 200, pauseMs: 1 };
const methods = (): readonly string[] => asked.map((request) => request.split(' ')[0] ?? '');

describe('A scratch database', () => {
  it('is described to the API, used and removed', async () => {
    const used = await withScratchDatabase(database(), async (url) => url);
    expect(used).toBe(postgres.url());
    expect(asked).toEqual([
      'DELETE /clusters/drill Bearer of the drill ',
      'POST /clusters Bearer of the drill {"metadata":{"name":"drill"}}',
      'DELETE /clusters/drill Bearer of the drill ',
    ]);
  });

  it('takes the place of one that an earlier drill left, once that is gone', async () => {
    answers.push(200, 409, 409, 201);
    await withScratchDatabase(database(), async () => undefined, soon);
    expect(methods()).toEqual(['DELETE', 'POST', 'POST', 'POST', 'DELETE']);
  });

  it('is removed when what is done with it fails', async () => {
    const failing = withScratchDatabase(database(), async () => {
      throw new Error('broken');
    });
    await expect(failing).rejects.toThrow('broken');
    expect(methods()).toEqual(['DELETE', 'POST', 'DELETE']);
  });

  it('is not waited for longer than it may take, and removed', async () => {
    const late = withScratchDatabase(
      database({ url: 'postgresql://postgres@127.0.0.1:1/postgres' }),
      async () => undefined,
      soon,
    );
    await expect(late).rejects.toThrow('does not come up in time');
    expect(methods()).toEqual(['DELETE', 'POST', 'DELETE']);
  });

  it('cannot be had where the API refuses', async () => {
    answers.push(404, 403);
    const refused = withScratchDatabase(database(), async () => undefined, soon);
    await expect(refused).rejects.toThrow('The scratch database cannot be made: the API answers 403.');
  });
});

describe('The drill', () => {
  const environment = () => ({
    DATABASE_URL: postgres.url(),
    COLD_STORAGE_URL: `file://${folder}/cold`,
    DRILL_CLUSTERS_URL: database().clustersUrl,
    DRILL_CLUSTER: database().description,
    // The scratch database is the live one: it holds the same.
    DRILL_DATABASE_HOST: new URL(postgres.url()).host,
    DRILL_TOKEN_PATH: database().tokenPath,
    DRILL_FOLDER: join(folder, 'shared'),
  });

  beforeEach(() => mkdir(join(folder, 'shared'), { recursive: true }));
  afterEach(() => rm(join(folder, 'shared'), { recursive: true }));
  const scratchStoresEnd = () => access(join(folder, 'shared', 'done'));

  it.each([
    ['a setting is wrong', { DRILL_TOKEN_PATH: '' }, ConfigurationError],
    ['a setting is missing', { DATABASE_URL: undefined }, ConfigurationError],
    ['cold storage cannot be opened', { COLD_STORAGE_URL: 's3://bucket' }, ColdStorageError],
  ])('has the scratch stores end also when %s', async (_, wrong, failure) => {
    await expect(runDrill({ ...environment(), ...wrong })).rejects.toThrow(failure);
    await scratchStoresEnd();
  });

  it('says of each store what its restore lacks or why there is none, and has the scratch stores end', async () => {
    expect(await runDrill(environment())).toEqual({
      postgres: [],
      redis: ['There is no backup in backups/redis-backup.'],
      qdrant: ['There is no backup in backups/qdrant-backup.'],
    });
    await scratchStoresEnd();
  });

  it('says that a database cannot be restored, when the API refuses', async () => {
    answers.push(404, 403);
    const { postgres: lacking } = await runDrill(environment());
    expect(lacking).toEqual(['The scratch database cannot be made: the API answers 403.']);
  });
});
