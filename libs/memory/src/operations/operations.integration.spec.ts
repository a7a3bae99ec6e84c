import { noUsage, type TaskError } from '@octollm/contracts';
import { DataSource } from 'typeorm';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { claimedTask, newTask, result, runningTask, succeeded } from '../fixtures/tasks.ts';
import { startTestDatabases, type TestDatabases } from '../fixtures/test-database.ts';
import type { Lease } from '../tasks/lease.ts';
import { TaskStore } from '../tasks/task-store.ts';
import { OperationsStore } from './operations-store.ts';
import { mostRows } from './performance-statements.ts';

let databases: TestDatabases;
let admin: DataSource;
let tasks: TaskStore;
let operations: OperationsStore;
beforeAll(async () => {
  databases = await startTestDatabases();
  const { database, url } = await databases.open();
  tasks = new TaskStore(database);
  operations = new OperationsStore(database);
  admin = await new DataSource({ type: 'postgres', url }).initialize();
});
afterEach(async () => {
  await admin.query(`
    ALTER TABLE task_events DISABLE TRIGGER USER; ALTER TABLE audit_entries DISABLE TRIGGER USER;
    TRUNCATE tasks CASCADE;
    ALTER TABLE task_events ENABLE TRIGGER USER; ALTER TABLE audit_entries ENABLE TRIGGER USER`);
});
afterAll(async () => {
  await admin.destroy();
  await databases.stop();
});

const error: TaskError = {
  code: 'broken',
  category: 'unavailable',
  message: 'It broke.',
  retryable: true,
  step_id: 'a',
};

const retrying = { status: 'retrying', error, usage: noUsage, delayMs: 0 } as const;
const failed = { status: 'failed', error, usage: noUsage, provenance: null } as const;

const fail = async (lease: Lease, stepId: string): Promise<void> => {
  await tasks.startStep(lease, stepId, 1);
  await tasks.finishStep(lease, stepId, 1, failed);
};

const succeed = async (lease: Lease): Promise<void> => {
  await tasks.transition(lease, 'judging');
  await tasks.finish(lease, { status: 'succeeded', result });
};

describe('failures', () => {
  it('say whether the step was carried out after all', async () => {
    const lease = await runningTask(tasks, 'a');
    await tasks.startStep(lease, 'a', 1);
    await tasks.finishStep(lease, 'a', 1, retrying);
    expect(await operations.failures('acme', 10)).toMatchObject([{ attempt: 1, recovered: null }]);
    await tasks.startStep(lease, 'a', 2);
    await tasks.finishStep(lease, 'a', 2, succeeded());
    expect(await operations.failures('acme', 10)).toEqual([
      {
        kind: 'step',
        task_id: lease.taskId,
        step_id: 'a',
        at: expect.any(String),
        status: 'retrying',
        code: 'broken',
        category: 'unavailable',
        message: 'It broke.',
        arm_id: 'retriever',
        action: 'search',
        attempt: 1,
        attempts: 2,
        task_status: 'running',
        recovered: true,
      },
    ]);
  });

  it('say that a task succeeded without the step, or that it did not', async () => {
    const good = await runningTask(tasks, 'a');
    await fail(good, 'a');
    await succeed(good);
    expect(await operations.failures('acme', 10)).toMatchObject([
      { kind: 'step', task_status: 'succeeded', recovered: true },
    ]);
    const bad = await runningTask(tasks, 'a');
    await fail(bad, 'a');
    await tasks.finish(bad, { status: 'timed_out', error: { ...error, code: 'late' }, result: null });
    const [task, step] = await operations.failures('acme', 2);
    expect(task).toMatchObject({ kind: 'task', status: 'timed_out', code: 'late', recovered: false });
    expect(step).toMatchObject({ kind: 'step', task_id: bad.taskId, recovered: false });
  });

  it('come newest first and no more than asked for', async () => {
    const lease = await runningTask(tasks, 'a', 'b', 'c');
    for (const step of ['a', 'b', 'c']) await fail(lease, step);
    expect((await operations.failures('acme', 2)).map(({ step_id }) => step_id)).toEqual(['c', 'b']);
  });

  it('are counted by code and arm over all tenants, within their window', async () => {
    const lease = await runningTask(tasks, 'a', 'b');
    await fail(lease, 'a');
    await fail(lease, 'b');
    await tasks.finish(lease, { status: 'failed', error, result: null });
    const other = await claimedTask(tasks, { tenant: 'other' });
    await tasks.finish(other.lease, { status: 'failed', error: { ...error, code: 'odd' }, result: null });
    expect(await operations.failureCounts(60)).toMatchObject([
      { kind: 'step', code: 'broken', category: 'unavailable', arm_id: 'retriever', count: 2 },
      { kind: 'task', code: 'broken', category: 'unavailable', arm_id: null, count: 1 },
      { kind: 'task', code: 'odd', arm_id: null, count: 1 },
    ]);
    await admin.query(`UPDATE step_attempts SET finished_at = now() - interval '61 minutes'`);
    await admin.query(
      `UPDATE tasks SET finished_at = now() - interval '61 minutes' WHERE tenant_id = 'acme'`,
    );
    expect(await operations.failureCounts(60)).toMatchObject([{ code: 'odd' }]);
  });
});

describe('performance', () => {
  it('is nothing when nothing has happened', async () => {
    expect(await operations.performance(15)).toMatchObject({
      tasks: { ended: 0, succeeded: 0, per_minute: 0, latency_ms: null },
      arms: { items: [] },
      work: { tasks_in_progress: 0, tasks_waiting: 0, oldest_waiting_seconds: null },
    });
  });

  it('shows percentiles and throughput of tasks and of each arm', async () => {
    for (let index = 0; index < 2; index++) {
      const lease = await runningTask(tasks, 'a', 'b');
      await fail(lease, 'a');
      await tasks.startStep(lease, 'b', 1);
      await tasks.finishStep(lease, 'b', 1, succeeded());
      await (index === 0 ? succeed(lease) : tasks.finish(lease, { status: 'failed', error, result: null }));
    }
    await admin.query(`
      UPDATE tasks SET created_at = finished_at - CASE status WHEN 'failed' THEN interval '3 seconds'
                                                              ELSE interval '1 second' END`);
    await admin.query(`UPDATE step_attempts SET started_at = finished_at - interval '250 milliseconds'`);
    const report = await operations.performance(10);
    expect(report.tasks).toMatchObject({ ended: 2, succeeded: 1, per_minute: 0.2 });
    expect(report.tasks.latency_ms?.p50).toBeCloseTo(2_000);
    expect(report.tasks.latency_ms?.p95).toBeCloseTo(2_900);
    expect(report.tasks.latency_ms?.p99).toBeCloseTo(2_980);
    expect(report.arms.items).toEqual([
      { arm_id: 'retriever', ended: 4, succeeded: 2, per_minute: 0.4, latency_ms: expect.any(Object) },
    ]);
    expect(report.arms.items[0]?.latency_ms).toEqual({ p50: 250, p95: 250, p99: 250 });
  });

  it('leaves out what ended before the window', async () => {
    await succeed(await runningTask(tasks, 'a'));
    await admin.query(`UPDATE tasks SET finished_at = now() - interval '11 minutes'`);
    expect((await operations.performance(10)).tasks.ended).toBe(0);
    expect((await operations.performance(12)).tasks.ended).toBe(1);
  });

  it('tells the tasks that somebody works on from those that wait, and how long', async () => {
    await claimedTask(tasks);
    const dead = await claimedTask(tasks);
    await tasks.create('other', newTask());
    await admin.query(`UPDATE tasks SET available_at = now() - interval '40 seconds' WHERE id = $1`, [
      dead.lease.taskId,
    ]);
    const { work } = await operations.performance(1);
    expect(work).toMatchObject({ tasks_in_progress: 1, tasks_waiting: 2 });
    expect(work.oldest_waiting_seconds).toBeGreaterThanOrEqual(40);
    expect(work.oldest_waiting_seconds).toBeLessThan(60);
  });

  it('measures the backlog: what waits, what waits too long and how fast it gets less', async () => {
    const bounds = { maxAgeSeconds: 30, mostTasks: 1_000 };
    expect(await operations.backlog(bounds)).toEqual({
      waiting: 0,
      overdue: 0,
      oldest_seconds: 0,
      drained_per_second: 0,
    });
    await claimedTask(tasks);
    await succeed(await runningTask(tasks, 'a'));
    await tasks.create('acme', newTask());
    const { id } = await tasks.create('other', newTask()).then(({ task }) => task);
    await admin.query(`UPDATE tasks SET available_at = now() - interval '40 seconds' WHERE id = $1`, [id]);
    const backlog = await operations.backlog(bounds);
    expect(backlog).toMatchObject({ waiting: 2, overdue: 1, drained_per_second: 0.1 });
    expect(backlog.oldest_seconds).toBeGreaterThanOrEqual(40);
    expect(await operations.backlog({ ...bounds, mostTasks: 1 })).toMatchObject({ waiting: 1, overdue: 1 });
  });

  it('counts from later on when more happened than it looks at', async () => {
    await tasks.create('acme', newTask());
    await admin.query(
      `INSERT INTO tasks (tenant_id, id, status, priority, goal, request, metadata, traceparent, trace_id,
                          available_at, last_sequence, last_hash, created_at, updated_at, finished_at)
       SELECT tenant_id, gen_random_uuid(), 'succeeded', priority, goal, request, metadata, '', '', now(), 1, '',
              now(), now(), now() - n * interval '10 milliseconds'
         FROM tasks, generate_series(1, $1) n`,
      [mostRows + 10_000],
    );
    const { tasks: counted, at } = await operations.performance(60);
    expect(counted.ended).toBe(mostRows);
    expect(Date.parse(at) - Date.parse(counted.since)).toBeLessThan(230_000);
    expect(counted.per_minute).toBeGreaterThan(5_000);
  });
});
