import { newId } from '@octollm/contracts';
import { startTestPostgres, type TestPostgres } from '@octollm/local-servers';
import { ActionLog, Database } from '@octollm/memory';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callOptions } from '../arms/fixtures/scripted-arm.ts';
import type { MemoryObserver } from './memory-observer.ts';
import { ToolLog } from './tool-log.ts';

let server: TestPostgres;
let database: Database;
beforeAll(async () => {
  server = await startTestPostgres();
  const url = await server.createDatabase();
  database = await Database.open({ url, poolSize: 2, applicationName: 'test' });
  await database.migrate();
});
afterAll(async () => {
  await database.close();
  await server.stop();
});

describe('the log of tool calls', () => {
  it('shows each tenant what was called for its tasks, newest first', async () => {
    const actions = new ActionLog(database);
    const outcomes: string[] = [];
    const observer: Pick<MemoryObserver, 'succeeded' | 'failed' | 'dropped'> = {
      succeeded: (_operation, times) => outcomes.push(`${times} succeeded`),
      failed: (_operation, error) => outcomes.push(String(error)),
      dropped: () => outcomes.push('dropped'),
    };
    const log = new ToolLog(actions, observer);
    const taskId = newId();
    for (const [tenantId, attempt] of [
      ['acme', 1],
      ['other', 1],
      ['acme', 2],
    ] as const)
      log.add(callOptions({ tenantId, taskId, attempt, action: 'execute' }), 'shell', {
        outcome: 'succeeded',
      });
    await log.beforeApplicationShutdown();
    const { items } = await actions.list('acme', { taskId, limit: 10 });
    expect(items).toMatchObject([
      { arm: 'executor', action: 'execute', taskId, stepId: 'a', summary: 'shell, attempt 2: succeeded' },
      { summary: 'shell, attempt 1: succeeded' },
    ]);
    expect((await actions.list('other', { limit: 10 })).items).toHaveLength(1);
    expect(outcomes).toEqual(['1 succeeded', '1 succeeded', '1 succeeded']);
  });
});
