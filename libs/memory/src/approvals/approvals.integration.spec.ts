import { ConflictError, NotFoundError, newId } from '@octollm/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, dataSourceOf } from '../database/database.ts';
import { query } from '../database/query.ts';
import { sql } from '../database/sql.ts';
import { claimed, claimedTask, newTask, planOf, runningTask } from '../fixtures/tasks.ts';
import { startTestDatabases, type TestDatabases } from '../fixtures/test-database.ts';
import { OperationsStore } from '../operations/operations-store.ts';
import { type Lease, LeaseLostError } from '../tasks/lease.ts';
import { TaskStore } from '../tasks/task-store.ts';
import { ApprovalStore } from './approval-store.ts';

let databases: TestDatabases;
let database: Database;
let tasks: TaskStore;
let approvals: ApprovalStore;
let operations: OperationsStore;
beforeAll(async () => {
  databases = await startTestDatabases();
  ({ database } = await databases.open());
  tasks = new TaskStore(database);
  approvals = new ApprovalStore(database);
  operations = new OperationsStore(database);
});
afterAll(() => databases.stop());

const approve = { status: 'approved', actor: 'key:jo' } as const;
const reject = { status: 'rejected', actor: 'key:al' } as const;
const statusesOf = async ({ tenantId, taskId }: Lease) =>
  (await approvals.of(tenantId, taskId)).map(({ step_id, status }) => [step_id, status]);
const hour = () => new Date(Date.now() + 3_600_000);

/** A task that waits for approval of these steps, and nobody holds. */
const waitingTask = async (...steps: string[]): Promise<Lease> => {
  const lease = await runningTask(tasks, ...steps);
  await approvals.request(lease, steps);
  await tasks.transition(lease, 'awaiting_approval');
  await tasks.release(lease, { until: hour() });
  return lease;
};

describe('asking for approval', () => {
  it('leaves what was asked for before as it stands', async () => {
    const lease = await runningTask(tasks, 'a', 'b');
    await approvals.request(lease, ['a']);
    await approvals.decide('acme', lease.taskId, 'a', approve);
    await approvals.request(lease, ['a', 'b']);
    expect(await statusesOf(lease)).toEqual([
      ['a', 'approved'],
      ['b', 'pending'],
    ]);
  });

  it('is for the holder of the lease alone', async () => {
    const { lease } = await claimedTask(tasks);
    await tasks.release(lease);
    await tasks.claim('acme', lease.taskId, 'another', 30_000);
    await expect(approvals.request(lease, ['a'])).rejects.toThrow(LeaseLostError);
    await expect(approvals.takeUp(lease, ['a'])).rejects.toThrow(LeaseLostError);
    expect(await statusesOf(lease)).toEqual([]);
  });
});

describe('a decision', () => {
  it('is stored with who made it, when and why', async () => {
    const { taskId } = await waitingTask('a');
    await approvals.decide('acme', taskId, 'a', { ...reject, comment: 'Too dear\0.' });
    expect(await approvals.of('acme', taskId)).toEqual([
      {
        task_id: taskId,
        step_id: 'a',
        status: 'rejected',
        requested_at: expect.any(String),
        decided_at: expect.any(String),
        decided_by: 'key:al',
        comment: 'Too dear\uFFFD.',
        takenUp: false,
      },
    ]);
  });

  it('stands: the same again changes nothing, another one is a conflict', async () => {
    const { taskId } = await waitingTask('a');
    await approvals.decide('acme', taskId, 'a', { ...approve, comment: 'first' });
    const first = await approvals.of('acme', taskId);
    await approvals.decide('acme', taskId, 'a', { status: 'approved', actor: 'x', comment: 'second' });
    await expect(approvals.decide('acme', taskId, 'a', reject)).rejects.toThrow(ConflictError);
    expect(await approvals.of('acme', taskId)).toEqual(first);
  });

  it('is made once when several come at the same moment', async () => {
    const { taskId } = await waitingTask('a');
    const decisions = Array.from({ length: 20 }, (_, n) => (n % 2 === 0 ? approve : reject));
    const made = await Promise.allSettled(
      decisions.map((decision) => approvals.decide('acme', taskId, 'a', decision)),
    );
    const [approval] = await approvals.of('acme', taskId);
    decisions.forEach(({ status }, index) => {
      expect(made[index]?.status).toBe(status === approval?.status ? 'fulfilled' : 'rejected');
    });
  });

  it('leaves the rows of the task alone, so that its holder may go on writing', async () => {
    const lease = await runningTask(tasks, 'a', 'b');
    await approvals.request(lease, ['a']);
    const before = await tasks.audit('acme', lease.taskId);
    await approvals.decide('acme', lease.taskId, 'a', approve);
    expect(await tasks.audit('acme', lease.taskId)).toEqual(before);
    await tasks.startStep(lease, 'b', 1);
  });

  it('is a conflict for a step that does not wait, and for a task that has ended', async () => {
    const { taskId } = await waitingTask('a');
    await expect(approvals.decide('acme', taskId, 'plan', approve)).rejects.toThrow(ConflictError);
    const running = await runningTask(tasks, 'b');
    await expect(approvals.decide('acme', running.taskId, 'b', approve)).rejects.toThrow(ConflictError);
    await tasks.cancel('acme', taskId, { actor: 'x' });
    await expect(approvals.decide('acme', taskId, 'a', approve)).rejects.toThrow('has ended as cancelled');
  });

  it('finds neither an unknown step nor an unknown task, nor that of another tenant', async () => {
    const { taskId } = await waitingTask('a');
    for (const decide of [
      () => approvals.decide('acme', taskId, 'z', approve),
      () => approvals.decide('acme', newId(), 'a', approve),
      () => approvals.decide('other', taskId, 'a', approve),
    ])
      await expect(decide()).rejects.toThrow(NotFoundError);
  });
});

describe('the plan of a task', () => {
  it('shows what was asked and decided for each step', async () => {
    const lease = await runningTask(tasks, 'a', 'b', 'plan');
    await approvals.request(lease, ['a', 'plan']);
    await approvals.decide('acme', lease.taskId, 'plan', reject);
    const plan = await tasks.plan('acme', lease.taskId);
    expect(plan.approval).toBeNull();
    expect(plan.steps.map(({ approval }) => approval)).toEqual(['pending', null, 'rejected']);
  });

  it('shows what was decided about the plan as a whole, also when a step has that name', async () => {
    const { lease } = await claimedTask(tasks);
    await tasks.transition(lease, 'planning');
    await tasks.savePlan(lease, planOf('a', 'plan'), {});
    await approvals.request(lease, 'plan');
    const plan = await tasks.plan('acme', lease.taskId);
    expect(plan.approval).toBe('pending');
    expect(plan.steps.map(({ approval }) => approval)).toEqual([null, null]);
  });
});

describe('a task that waits for approval', () => {
  const ids = async (found: Promise<{ taskId: string }[]>) => (await found).map(({ taskId }) => taskId);
  const orphans = () => ids(tasks.orphans({ idleMs: 0, limit: 1_000 }));
  const unattended = () => ids(approvals.unattended({ idleMs: 0, limit: 1_000 }));

  it('is left alone until its time is over, and counts as waiting for nobody', async () => {
    const before = await operations.work();
    const { taskId } = await waitingTask('a');
    expect(await orphans()).not.toContain(taskId);
    expect(await unattended()).not.toContain(taskId);
    expect(await operations.work()).toMatchObject({
      tasks_in_progress: before.tasks_in_progress,
      tasks_waiting: before.tasks_waiting,
    });
    const lease = await runningTask(tasks, 'a');
    await approvals.request(lease, ['a']);
    await tasks.release(lease, { until: new Date(Date.now() - 1_000) });
    expect(await orphans()).toContain(lease.taskId);
  });

  it('is found by the reconciler once it was decided about, when the wake-up was lost', async () => {
    const { taskId } = await waitingTask('a', 'b');
    await approvals.decide('acme', taskId, 'a', approve);
    expect(await unattended()).toContain(taskId);
    expect(await ids(approvals.unattended({ idleMs: 60_000, limit: 1_000 }))).not.toContain(taskId);
    const { lease } = claimed(await tasks.claim('acme', taskId, 'second', 30_000));
    expect(await unattended()).not.toContain(taskId);
    // A holder that gives up before it has taken the decision up leaves it to the next one.
    await tasks.release(lease, { until: hour() });
    expect(await unattended()).toContain(taskId);
    const { lease: next } = claimed(await tasks.claim('acme', taskId, 'third', 30_000));
    await tasks.transition(next, 'running');
    await approvals.takeUp(next, ['a']);
    await tasks.transition(next, 'awaiting_approval');
    await tasks.release(next, { until: hour() });
    expect(await unattended()).not.toContain(taskId);
    await approvals.decide('acme', taskId, 'b', approve);
    expect(await unattended()).toContain(taskId);
  });

  it('is no longer found when it has ended', async () => {
    const { taskId } = await waitingTask('a');
    await approvals.decide('acme', taskId, 'a', approve);
    await tasks.cancel('acme', taskId, { actor: 'x' });
    expect(await unattended()).not.toContain(taskId);
  });

  it('leaves no decision behind that would be looked at again and again when it has ended', async () => {
    const open = async (taskId: string) =>
      (
        await query<{ open: number }>(
          dataSourceOf(database),
          sql`SELECT count(*)::int AS open FROM approvals
               WHERE task_id = ${taskId} AND decided_at IS NOT NULL AND taken_up_at IS NULL`,
        )
      )[0]?.open;
    const [ended, waiting] = [await waitingTask('a', 'b'), await waitingTask('a')];
    for (const { taskId } of [ended, waiting]) await approvals.decide('acme', taskId, 'a', approve);
    await approvals.decide('acme', ended.taskId, 'b', approve);
    await tasks.cancel('acme', ended.taskId, { actor: 'x' });
    await Promise.all([unattended(), unattended()]);
    expect(await open(ended.taskId)).toBe(0);
    expect(await open(waiting.taskId)).toBe(1);
  });

  it('is never taken up before it was decided about', async () => {
    const { task } = await claimedTask(tasks, { task: newTask() });
    const { lease } = { lease: { tenantId: 'acme', taskId: task.id, owner: 'replica-a', token: 1 } };
    await approvals.request(lease, 'plan');
    await approvals.takeUp(lease, ['plan']);
    expect((await approvals.of('acme', task.id)).map(({ takenUp }) => takenUp)).toEqual([false]);
  });
});
