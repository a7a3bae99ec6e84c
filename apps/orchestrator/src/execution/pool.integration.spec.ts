import { taskQueue } from '@octollm/catalogue';
import { startTestPostgres, type TestPostgres } from '@octollm/local-servers';
import { Database, OperationsAudit } from '@octollm/memory';
import { createQueue, createWorker, type WakeUpQueue, type WakeUpWorker } from '@octollm/queues';
import type { Metrics } from '@octollm/service-kit';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SelfHealing } from '../health/self-healing.ts';
import { replicaName } from '../replica.ts';
import { type TaskWakeUp, wakeUpId } from '../stores/task-queue.ts';
import { Pool } from './pool.ts';
import { PoolLimit } from './pool-limit.ts';
import { PoolLoad } from './pool-load.ts';

let server: TestPostgres;
let database: Database;
let queue: WakeUpQueue<TaskWakeUp>;
let url: string;

beforeAll(async () => {
  server = await startTestPostgres();
  url = await server.createDatabase();
  database = await Database.open({ url, poolSize: 2, applicationName: 'test' });
  await database.migrate();
  queue = createQueue<TaskWakeUp>({
    connection: { kind: 'postgres', connectionString: url },
    definition: taskQueue,
    idOf: wakeUpId,
    onError: () => undefined,
  });
});
afterAll(async () => {
  await queue.close();
  await database.close();
  await server.stop();
});

const instruments = { inc: () => undefined, set: () => undefined };
const metrics = { counter: () => instruments, gauge: () => instruments } as unknown as Metrics;
const logger = pino({ level: 'silent' });

describe('self-healing', () => {
  it('a killed worker is replaced and that is audited', async () => {
    const audit = new OperationsAudit(database);
    const healing = new SelfHealing(audit, metrics, logger);
    const workers: WakeUpWorker[] = [];
    const handled: string[] = [];
    const pool = new Pool({
      makeWorker: (concurrency, handle) => {
        const worker = createWorker<TaskWakeUp>({
          connection: { kind: 'postgres', connectionString: url },
          definition: taskQueue,
          concurrency,
          lockMs: 10_000,
          handle,
          onError: () => undefined,
        });
        workers.push(worker);
        return worker;
      },
      handle: async ({ task_id }) => void handled.push(task_id),
      queue,
      limit: new PoolLimit({ least: 2, most: 10 }),
      load: new PoolLoad(),
      healing,
      metrics,
      logger,
    });
    await pool.start();
    await queue.add({ tenant_id: 'acme', task_id: 'before' });
    await expect.poll(() => handled, { timeout: 20_000 }).toEqual(['before']);

    await workers[0]?.close();
    await queue.add({ tenant_id: 'acme', task_id: 'after' });
    await expect.poll(() => handled, { timeout: 30_000 }).toEqual(['before', 'after']);

    expect(workers.map(({ running }) => running)).toEqual([false, true]);
    await expect
      .poll(() => audit.recent(5), { timeout: 10_000 })
      .toEqual([
        {
          at: expect.any(String),
          actor: replicaName,
          action: 'replace_worker',
          subject: 'task-queue',
          details: { reason: 'it had ended', in_flight: 0 },
        },
      ]);
    await pool.close();
    await healing.onModuleDestroy();
  });
});
