import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort, startPostgres, startRedis } from '@octollm/local-servers';
import { afterAll, beforeAll } from 'vitest';
import { describeOutages, type RestartableServer } from './outage-suite.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

const state = { postgresPort: 0, redisPort: 0, folder: '' };
const password = randomUUID();

beforeAll(async () => {
  state.folder = await mkdtemp(join(tmpdir(), 'octollm-outage-'));
  state.postgresPort = await freePort();
  state.redisPort = await freePort();
});
afterAll(() => rm(state.folder, { recursive: true, force: true }));

/** A server by what starts it; stopping one that is stopped and starting one that runs do nothing. */
function restartable(
  connection: RestartableServer['connection'],
  start: () => Promise<{ stop(): Promise<void> }>,
): RestartableServer {
  let running: { stop(): Promise<void> } | undefined;
  return {
    connection,
    start: async () => {
      running ??= await start();
    },
    stop: async () => {
      await running?.stop();
      running = undefined;
    },
  };
}

describeOutages(
  'PostgreSQL',
  restartable(
    () => ({
      kind: 'postgres',
      connectionString: `postgres://postgres:${password}@127.0.0.1:${state.postgresPort}/postgres`,
    }),
    () =>
      startPostgres({
        dataDir: join(state.folder, 'postgres'),
        user: 'postgres',
        password,
        port: state.postgresPort,
        durable: false,
      }),
  ),
);

describeOutages(
  'Redis',
  restartable(
    () => ({ kind: 'redis', url: `redis://127.0.0.1:${state.redisPort}` }),
    () => startRedis({ root, role: 'queue', dataDir: join(state.folder, 'redis'), port: state.redisPort }),
  ),
);
