import { newId, noUsage, type UsageGroup } from '@octollm/contracts';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../database/database.ts';
import { provenance, runningTask, succeeded, usage } from '../fixtures/tasks.ts';
import { startTestDatabases, type TestDatabases } from '../fixtures/test-database.ts';
import type { StepOutcome } from '../tasks/step.ts';
import { TaskStore } from '../tasks/task-store.ts';
import { ModelCallStore } from './model-call-store.ts';
import { UsageStore } from './usage-store.ts';

let databases: TestDatabases;
let database: Database;
let admin: DataSource;
let reports: UsageStore;

const error = { code: 'broken', message: 'It broke.', retryable: true, step_id: null };

const by = (model: string | null, cost: number): StepOutcome => ({
  ...succeeded(),
  status: 'succeeded',
  output: {},
  confidence: 1,
  warnings: [],
  usage: usage(cost),
  provenance: provenance({ model }),
});

/** Two tasks of acme: on the first day one model in both, and on the second day an attempt that failed. */
beforeAll(async () => {
  databases = await startTestDatabases();
  const opened = await databases.open();
  const { url } = opened;
  database = opened.database;
  const tasks = new TaskStore(database);
  reports = new UsageStore(database);
  admin = await new DataSource({ type: 'postgres', url }).initialize();

  const first = await runningTask(tasks, 'a', 'b', 'c');
  const second = await runningTask(tasks, 'a');
  await tasks.finishStep(first, 'a', 1, by('small', 0.000_000_001));
  await tasks.finishStep(second, 'a', 1, by('small', 0.1));
  await tasks.finishStep(first, 'b', 1, by(null, 0));
  const retrying = { status: 'retrying', error, usage: usage(0.2), delayMs: 0 } as const;
  await tasks.finishStep(first, 'c', 1, retrying);
  await tasks.finishStep(first, 'c', 0, { status: 'skipped', reason: 'never ran' });
  await admin.query(`
    UPDATE step_attempts SET finished_at = CASE step_id WHEN 'c' THEN timestamptz '2026-03-02T00:00:00Z'
                                                        ELSE timestamptz '2026-03-01T23:59:59.999Z' END`);
});
afterAll(async () => {
  await admin.destroy();
  await databases.stop();
});

const march = { from: new Date('2026-03-01T00:00:00Z'), to: new Date('2026-04-01T00:00:00Z') };
const read = (groups: readonly UsageGroup[], period = march, tenant = 'acme') =>
  reports.read(tenant, period, groups);

describe('usage', () => {
  it('is added up by day in UTC, attempts that failed included', async () => {
    const { items } = await read(['day']);
    expect(items).toEqual([
      expect.objectContaining({ day: '2026-03-01', cost_usd: 0.100_000_001, llm_calls: 3, tasks: 2 }),
      expect.objectContaining({ day: '2026-03-02', cost_usd: 0.2, llm_calls: 1, tasks: 1 }),
    ]);
  });

  it('is added up by model, work without one apart', async () => {
    const { items } = await read(['model']);
    expect(items.map(({ model, prompt_tokens, tasks }) => [model, prompt_tokens, tasks])).toEqual([
      ['small', 20, 2],
      [null, 20, 1],
    ]);
  });

  it('is added up by several names together', async () => {
    const { items } = await read(['tenant', 'day', 'model']);
    expect(items.map(({ tenant, day, model }) => [tenant, day, model])).toEqual([
      ['acme', '2026-03-01', 'small'],
      ['acme', '2026-03-01', null],
      ['acme', '2026-03-02', null],
    ]);
  });

  it('counts a task once in the total, exact to the nano-dollar, whatever it is grouped by', async () => {
    for (const groups of [['day'], ['model'], ['day', 'model']] as const)
      expect((await read(groups)).total).toEqual({
        prompt_tokens: 40,
        completion_tokens: 20,
        cost_usd: 0.300_000_001,
        llm_calls: 4,
        tool_calls: 0,
        tasks: 2,
      });
  });

  it('begins with its first moment and ends before its last', async () => {
    const until = { from: march.from, to: new Date('2026-03-02T00:00:00Z') };
    expect((await read(['day'], until)).items.map(({ day }) => day)).toEqual(['2026-03-01']);
    const since = { from: until.to, to: march.to };
    expect((await read(['day'], since)).items.map(({ day }) => day)).toEqual(['2026-03-02']);
  });

  it('is nothing for a tenant that has used nothing, and for another tenant', async () => {
    expect(await read(['day'], march, 'intruder')).toEqual({ items: [], total: { ...noUsage, tasks: 0 } });
  });

  it('takes in the calls of models through the gateway, which belong to no task', async () => {
    const call = (tenantId: string, model: string, day: string) => ({
      tenantId,
      id: newId(),
      keyId: 'key',
      endpoint: '/v1/chat/completions',
      provider: 'openai',
      model,
      promptTokens: 7,
      completionTokens: 3,
      costNanoUsd: 5,
      month: '2026-03',
      leaseId: null,
      finishedAt: new Date(day),
    });
    const calls = [
      call('gamma', 'small', '2026-03-05T12:00:00Z'),
      call('gamma', 'large', '2026-03-05T23:59:59.999Z'),
      call('gamma', 'small', '2026-03-06T00:00:00Z'),
      call('gamma', 'small', '2026-04-01T00:00:00Z'),
      call('delta', 'small', '2026-03-05T12:00:00Z'),
    ];
    await new ModelCallStore(database).record(calls, 0);
    const { items, total } = await read(['day', 'model'], march, 'gamma');
    expect(
      items.map(({ day, model, llm_calls, prompt_tokens, tasks }) => [
        day,
        model,
        llm_calls,
        prompt_tokens,
        tasks,
      ]),
    ).toEqual([
      ['2026-03-05', 'large', 1, 7, 0],
      ['2026-03-05', 'small', 1, 7, 0],
      ['2026-03-06', 'small', 1, 7, 0],
    ]);
    expect(total).toEqual({
      prompt_tokens: 21,
      completion_tokens: 9,
      cost_usd: 0.000_000_015,
      llm_calls: 3,
      tool_calls: 0,
      tasks: 0,
    });
  });

  it('of all tenants names each, with one total', async () => {
    const { items, total } = await reports.readAllTenants(march, ['tenant']);
    expect(items.map(({ tenant, llm_calls }) => [tenant, llm_calls])).toEqual([
      ['acme', 4],
      ['delta', 1],
      ['gamma', 3],
    ]);
    expect(total).toMatchObject({ llm_calls: 8, tasks: 2 });
  });
});
