import { randomUUID } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type PostgresOptions, type RunningServer, startPostgres, startRedis } from '@octollm/local-servers';
import { root } from '../../workspace/index.ts';
import type { Arena } from './contender.ts';
import { startNoopTools } from './noop-tools/start.ts';

/** An arena with what it takes to measure and to end it. */
export interface RunningArena extends Arena {
  readonly postgresPid: number;
  readonly redisPid: number;
  stop(): Promise<void>;
}

/** The same for everybody: room for all pools, and no checkpoint that hits one run and spares the next. */
const settings = { max_connections: '300', max_wal_size: '8GB', checkpoint_timeout: '1h' };

/** A server makes the one database it is asked for, so it is started once for each. */
const makeDatabases = async (options: PostgresOptions, names: readonly string[]): Promise<void> => {
  for (const database of names) await (await startPostgres({ ...options, database })).stop();
};

/** Starts what the contenders share: PostgreSQL with fsync and a database for each, Redis, the tools. */
export const startArena = async (databases: readonly string[]): Promise<RunningArena> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'octollm-bench-postgres-'));
  // As root, PostgreSQL runs as another user, who must be able to reach its data.
  await chmod(dataDir, 0o755);
  const options: PostgresOptions = { dataDir, user: 'postgres', password: randomUUID(), settings };
  const stops: (() => Promise<void>)[] = [() => rm(dataDir, { recursive: true, force: true })];
  const started = <Server extends Pick<RunningServer, 'stop'>>(server: Server): Server => {
    stops.unshift(() => server.stop());
    return server;
  };
  const stop = async (): Promise<void> => {
    for (const one of stops) await one();
  };
  try {
    await makeDatabases(options, databases);
    const postgres = started(await startPostgres({ ...options, throwAway: true }));
    stops.push(() => rm(postgres.dataDir, { recursive: true, force: true }));
    const redis = started(await startRedis({ root, role: 'queue' }));
    const tools = started(await startNoopTools());
    return {
      databaseUrl: (name) => postgres.databaseUrl(name),
      redisUrl: redis.url,
      tools,
      postgresPid: postgres.pid,
      redisPid: redis.pid,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
};
