import { fileURLToPath } from 'node:url';
import { type RunningServer, startRedis, startTestPostgres, type TestPostgres } from '@octollm/local-servers';
import { afterAll, beforeAll } from 'vitest';
import type { QueueConnection } from './connection.ts';
import { describeCrashes } from './crash-suite.ts';
import { describeWakeUps } from './wake-up-suite.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

let postgres: TestPostgres | undefined;
let redis: RunningServer | undefined;
let database = '';

beforeAll(async () => {
  [postgres, redis] = await Promise.all([startTestPostgres(), startRedis({ root, role: 'queue' })]);
  database = await postgres.createDatabase();
});
afterAll(async () => {
  await Promise.all([postgres?.stop(), redis?.stop()]);
});

// Both in one process: the backend belongs to the queue, not to BullMQ's default.
const onPostgres = (): QueueConnection => ({ kind: 'postgres', connectionString: database });
const onRedis = (): QueueConnection => ({ kind: 'redis', url: redis?.url ?? '' });

describeWakeUps('PostgreSQL', onPostgres);
describeWakeUps('Redis', onRedis);
describeCrashes('PostgreSQL', onPostgres);
describeCrashes('Redis', onRedis);
