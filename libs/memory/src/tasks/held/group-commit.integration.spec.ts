import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { verifyAuditTrail } from '../../audit/hash-chain.ts';
import { useTaskStores } from '../../fixtures/task-store.ts';
import { claimed, claimedTask, planOf, result, runningTask, succeeded } from '../../fixtures/tasks.ts';
import { LeaseLostError } from '../lease.ts';
import type { TaskStore } from '../task-store.ts';

const stores = useTaskStores();

const work = async (store: TaskStore): Promise<string> => {
  const { lease } = await claimedTask(store);
  void store.transition(lease, 'planning');
  void store.savePlan(lease, planOf('a', 'b'), {});
  void store.transition(lease, 'running');
  for (const step of ['a', 'b']) {
    void store.startStep(lease, step, 1);
    await store.finishStep(lease, step, 1, succeeded(step));
  }
  void store.transition(lease, 'judging');
  await store.finish(lease, { status: 'succeeded', result });
  return lease.taskId;
};

const commits = async (): Promise<number> => {
  // The server counts what a connection did once that connection has been idle for a moment.
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  const [row] = await stores().sql<{ commits: string }>(
    'SELECT xact_commit AS commits FROM pg_stat_database WHERE datname = current_database()',
  );
  return Number(row?.commits);
};

describe('changes under a lease', () => {
  it('of many tasks are committed together, and each task has all of its own in order', async () => {
    const { first } = stores();
    const before = await commits();
    const ids = await Promise.all(Array.from({ length: 100 }, () => work(first)));
    const made = (await commits()) - before;
    // Nine changes of each of a hundred tasks, besides a hundred creations and a hundred claims.
    expect(made).toBeLessThan(600);
    for (const id of ids) {
      const events = await first.events('acme', id, 0, 100);
      expect(events.map(({ type }) => type)).toEqual([
        'task.queued',
        'task.planning',
        'plan.created',
        'task.running',
        'step.started',
        'step.succeeded',
        'step.started',
        'step.succeeded',
        'task.judging',
        'task.succeeded',
      ]);
      expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, index) => index + 1));
      expect(verifyAuditTrail((await first.audit('acme', id)).items)).toBe(true);
    }
  });

  it('of one task that the database refuses do not keep others from being committed', async () => {
    const { first, sql } = stores();
    await sql(`ALTER TABLE task_steps ADD CONSTRAINT no_poison CHECK (output::text <> '"poison"')`);
    const leases = await Promise.all(Array.from({ length: 10 }, () => runningTask(first, 'a')));
    const ends = await Promise.allSettled(
      leases.map((lease, index) =>
        first.finishStep(lease, 'a', 1, succeeded(index === 3 ? 'poison' : 'fine')),
      ),
    );
    await sql('ALTER TABLE task_steps DROP CONSTRAINT no_poison');
    expect(ends.map(({ status }) => status)).toEqual(
      leases.map((_, index) => (index === 3 ? 'rejected' : 'fulfilled')),
    );
  });

  it('are refused after one that could not be written, and the task can be taken up again without it', async () => {
    const { first, second, sql } = stores();
    await sql(`ALTER TABLE task_steps ADD CONSTRAINT no_poison CHECK (output::text <> '"poison"')`);
    const lease = await runningTask(first, 'a', 'b');
    void first.finishStep(lease, 'a', 1, succeeded('poison'));
    await expect(first.finishStep(lease, 'b', 1, succeeded('fine'))).rejects.toThrow('no_poison');
    await sql('ALTER TABLE task_steps DROP CONSTRAINT no_poison');
    await expect(first.startStep(lease, 'b', 2)).rejects.toThrow('no_poison');
    await first.release(lease, { failed: true });
    const next = claimed(await second.claim('acme', lease.taskId, 'b', 30_000));
    expect(next.steps.map(({ status }) => status)).toEqual(['pending', 'pending']);
    await second.finishStep(next.lease, 'a', 1, succeeded('good'));
  });

  it('that nobody awaits fail in silence, whatever they are: the next one tells', async () => {
    const { first, second } = stores();
    const unhandled: unknown[] = [];
    const listen = (reason: unknown): void => {
      unhandled.push(reason);
    };
    process.on('unhandledRejection', listen);
    const lease = await runningTask(first, 'a');
    await second.cancel('acme', lease.taskId, { actor: 'key:1' });
    void first.transition(lease, 'judging');
    void first.savePlan(lease, planOf('a'), {});
    void first.startStep(lease, 'a', 1);
    await expect(first.finishStep(lease, 'a', 1, succeeded())).rejects.toThrow(LeaseLostError);
    await new Promise((resolve) => setTimeout(resolve, 50));
    process.off('unhandledRejection', listen);
    expect(unhandled).toEqual([]);
  });

  it('are all committed before the task is given back', async () => {
    const { first, second } = stores();
    const lease = await runningTask(first, 'a', 'b');
    void first.startStep(lease, 'a', 1);
    void first.finishStep(lease, 'a', 1, succeeded('kept'));
    await first.release(lease);
    const next = claimed(await second.claim('acme', lease.taskId, 'b', 30_000));
    expect(next.steps).toMatchObject([{ id: 'a', status: 'succeeded', output: 'kept' }, { id: 'b' }]);
  });

  it('are refused when the lease was lost in the meantime, whatever they are', async () => {
    const { first, second, sql } = stores();
    const lease = await runningTask(first, 'a');
    await sql('UPDATE tasks SET available_at = now() WHERE id = $1', [lease.taskId]);
    claimed(await second.claim('acme', lease.taskId, 'b', 30_000));
    const writes = [first.startStep(lease, 'a', 1), first.finish(lease, { status: 'succeeded', result })];
    for (const { status, ...end } of await Promise.allSettled(writes))
      expect({ status, ...end }).toMatchObject({ status: 'rejected', reason: expect.any(LeaseLostError) });
  });

  it('are kept while the database does not answer, and written once when it does', async () => {
    const { url, sql } = stores();
    const store = await stores().open();
    const leases = await Promise.all(Array.from({ length: 5 }, () => runningTask(store, 'a', 'b')));
    const broken = async () =>
      sql(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
            WHERE pid <> pg_backend_pid() AND datname = current_database() AND state = 'active'`);
    // Held back by locks, the statements are on their way when their connections break.
    const blocker = new pg.Client(url);
    await blocker.connect();
    await blocker.query('BEGIN');
    await blocker.query('SELECT id FROM tasks FOR UPDATE');
    const ends = leases.map((lease) => store.finishStep(lease, 'a', 1, succeeded('kept', 0.5)));
    for (let round = 0; round < 3; round += 1) {
      await expect
        .poll(() => sql(`SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock'`), { timeout: 10_000 })
        .not.toEqual([]);
      await broken();
    }
    await blocker.query('COMMIT');
    await blocker.end();
    await Promise.all(ends);
    for (const lease of leases) {
      expect((await store.get('acme', lease.taskId)).usage.cost_usd).toBe(0.5);
      const events = await store.events('acme', lease.taskId, 4, 10);
      expect(events.map(({ type }) => type)).toEqual(['step.succeeded']);
    }
  });

  it('may be made to the units of a step, which are rows of their own but no steps of the plan', async () => {
    const { first, second } = stores();
    const lease = await runningTask(first, 'map', 'b');
    await first.startStep(lease, 'map', 1);
    for (const unit of ['map.0', 'map.1']) {
      void first.startStep(lease, unit, 1);
      await first.finishStep(lease, unit, 1, succeeded(unit, 0.5));
    }
    expect(await first.get('acme', lease.taskId)).toMatchObject({
      progress: { total_steps: 2, completed_steps: 0, current_step: 'map' },
      usage: { cost_usd: 1 },
    });
    expect((await first.plan('acme', lease.taskId)).steps.map(({ id }) => id)).toEqual(['map', 'b']);
    await first.release(lease);
    const { steps } = claimed(await second.claim('acme', lease.taskId, 'b', 30_000));
    expect(steps.map(({ id, status }) => [id, status])).toEqual(
      expect.arrayContaining([
        ['map', 'running'],
        ['map.0', 'succeeded'],
        ['map.1', 'succeeded'],
        ['b', 'pending'],
      ]),
    );
  });
});
