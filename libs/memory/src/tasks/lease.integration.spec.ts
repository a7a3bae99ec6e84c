import { setTimeout as delay } from 'node:timers/promises';
import { ConflictError, NotFoundError, newId } from '@octollm/contracts';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { useTaskStores } from '../fixtures/task-store.ts';
import { claimed, claimedTask, newTask, planOf, result, runningTask, succeeded } from '../fixtures/tasks.ts';
import { type Lease, LeaseLostError } from './lease.ts';
import type { TaskStore } from './task-store.ts';

const stores = useTaskStores();
const failed = {
  status: 'failed',
  error: { code: 'internal', message: 'm', retryable: false, step_id: null },
  result: null,
} as const;

/** Everything that can be written under a lease. */
const writes: Record<string, (store: TaskStore, lease: Lease) => Promise<unknown>> = {
  renew: (store, lease) => store.renew(lease, 30_000),
  transition: (store, lease) => store.transition(lease, 'judging'),
  savePlan: (store, lease) => store.savePlan(lease, planOf('x'), {}),
  startStep: (store, lease) => store.startStep(lease, 'a', 2),
  finishStep: (store, lease) => store.finishStep(lease, 'a', 1, succeeded()),
  'finish with success': (store, lease) => store.finish(lease, { status: 'succeeded', result }),
  'finish with failure': (store, lease) => store.finish(lease, failed),
};

/**
 * Begins two writes while the task's row is locked, so that both have taken their snapshot before either goes on;
 * PostgreSQL then lets them through in the order in which they came.
 */
async function queuedUp<A, B>(lease: Lease, one: () => Promise<A>, two: () => Promise<B>): Promise<[A, B]> {
  const { sql, url } = stores();
  const waiting = async (count: number): Promise<void> => {
    const locked = `SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock'`;
    while ((await sql(locked)).length < count) await delay(5);
  };
  const blocker = new pg.Client(url);
  await blocker.connect();
  await blocker.query('BEGIN');
  await blocker.query('SELECT id FROM tasks WHERE id = $1 FOR UPDATE', [lease.taskId]);
  const first = one();
  await waiting(1);
  const second = two();
  await waiting(2);
  await blocker.query('COMMIT');
  await blocker.end();
  return Promise.all([first, second]);
}

describe('a claim', () => {
  it('counts the holders that were lost or failed, and not those that gave the task back in good order', async () => {
    const { first, second, sql } = stores();
    const { lease, recoveries } = await claimedTask(first);
    expect(recoveries).toBe(0);
    await first.release(lease);
    const claim = async () => claimed(await second.claim('acme', lease.taskId, 'b', 30_000));
    const next = await claim();
    expect(next.recoveries).toBe(0);
    await second.release(next.lease, { failed: true });
    expect((await claim()).recoveries).toBe(1);
    await sql('UPDATE tasks SET available_at = now() WHERE id = $1', [lease.taskId]);
    expect(await claim()).toMatchObject({ recoveries: 2, recovered: true });
  });

  it('brings the task, its request and what was done of it', async () => {
    const { first, second } = stores();
    const lease = await runningTask(first, 'a', 'b');
    await first.startStep(lease, 'a', 1);
    await first.finishStep(lease, 'a', 1, succeeded({ found: [1, 2] }, 0.5));
    await first.startStep(lease, 'b', 1);
    await first.release(lease);

    const claim = claimed(await second.claim('acme', lease.taskId, 'replica-b', 30_000));
    expect(claim).toMatchObject({
      lease: { tenantId: 'acme', taskId: lease.taskId, owner: 'replica-b', token: lease.token + 1 },
      task: { id: lease.taskId, status: 'running' },
      request: { goal: 'What is the capital of France?', budget: { max_tokens: 10_000 } },
      plan: { rationale: 'because' },
      recovered: false,
    });
    expect(claim.steps).toMatchObject([
      { id: 'a', status: 'succeeded', attempts: 1, output: { found: [1, 2] }, confidence: 0.8, error: null },
      { id: 'b', status: 'running', attempts: 1, output: null, confidence: null, provenance: null },
    ]);
    expect(claim.steps[0]?.usage.cost_usd).toBe(0.5);
  });

  it('is the first one of a task that nobody had before', async () => {
    const { recovered, plan, steps } = await claimedTask(stores().first);
    expect({ recovered, plan, steps }).toEqual({ recovered: false, plan: null, steps: [] });
  });

  it('is given to one of several who want it at the same time', async () => {
    const { first, second } = stores();
    for (let round = 0; round < 10; round += 1) {
      const task = newTask();
      await first.create('acme', task);
      const claims = await Promise.all(
        Array.from({ length: 8 }, (_, index) =>
          (index % 2 === 0 ? first : second).claim('acme', task.id, `replica-${index}`, 30_000),
        ),
      );
      expect(claims.filter((claim) => claim !== null)).toHaveLength(1);
    }
  });

  it('is refused while the lease of another is live, and given when it has run out', async () => {
    const { first, second } = stores();
    const task = newTask();
    await first.create('acme', task);
    const { lease } = claimed(await first.claim('acme', task.id, 'a', 150));
    expect(await second.claim('acme', task.id, 'b', 30_000)).toBeNull();
    await first.renew(lease, 400);
    await delay(200);
    expect(await second.claim('acme', task.id, 'b', 30_000)).toBeNull();
    await delay(300);
    expect(await second.claim('acme', task.id, 'b', 30_000)).toMatchObject({ recovered: true });
  });

  it('is refused for a task that has ended or is unknown', async () => {
    const { first } = stores();
    const { lease } = await claimedTask(first);
    await first.finish(lease, failed);
    expect(await first.claim('acme', lease.taskId, 'b', 1_000)).toBeNull();
    expect(await first.claim('acme', newId(), 'b', 1_000)).toBeNull();
  });

  it('sees a step that its predecessor commits while the claim waits for the row', async () => {
    const { first, second, sql } = stores();
    const lease = await runningTask(first, 'a');
    await first.startStep(lease, 'a', 1);
    await sql('UPDATE tasks SET available_at = now() WHERE id = $1', [lease.taskId]);
    const [, claim] = await queuedUp(
      lease,
      () => first.finishStep(lease, 'a', 1, succeeded('done')),
      () => second.claim('acme', lease.taskId, 'b', 30_000),
    );
    expect(claimed(claim).steps).toMatchObject([{ status: 'succeeded', output: 'done' }]);
  });
});

describe('a holder whose lease was taken over', () => {
  it.each(Object.keys(writes))('is refused: %s', async (name) => {
    const { first, second } = stores();
    const lease = await runningTask(first, 'a');
    await first.startStep(lease, 'a', 1);
    await first.release(lease);
    const next = claimed(await second.claim('acme', lease.taskId, 'replica-b', 30_000));
    const before = await first.get('acme', lease.taskId);
    await expect(writes[name]?.(first, lease)).rejects.toThrow(LeaseLostError);
    await first.release(lease);
    expect(await first.get('acme', lease.taskId)).toEqual(before);
    expect(await first.events('acme', lease.taskId, 5, 10)).toEqual([]);
    await second.renew(next.lease, 30_000);
  });
});

describe('a cancellation by the client', () => {
  it.each(Object.keys(writes))('refuses what the holder writes afterwards: %s', async (name) => {
    const { first, second } = stores();
    const lease = await runningTask(first, 'a');
    await first.startStep(lease, 'a', 1);
    await second.cancel('acme', lease.taskId, { actor: 'key:1' });
    await expect(writes[name]?.(first, lease)).rejects.toThrow(LeaseLostError);
    expect((await first.get('acme', lease.taskId)).status).toBe('cancelled');
  });

  it('ends the task and its open steps and keeps what was done', async () => {
    const { first } = stores();
    const lease = await runningTask(first, 'a', 'b', 'c');
    await first.startStep(lease, 'a', 1);
    await first.finishStep(lease, 'a', 1, succeeded());
    await first.startStep(lease, 'b', 1);
    const task = await first.cancel('acme', lease.taskId, { reason: 'changed my mind', actor: 'key:1' });
    expect(task).toMatchObject({ status: 'cancelled', error: null, result: null });
    expect(task.finished_at).not.toBeNull();
    const { steps } = await first.plan('acme', lease.taskId);
    expect(steps.map(({ status }) => status)).toEqual(['succeeded', 'cancelled', 'cancelled']);
    const [event] = await first.events('acme', lease.taskId, 7, 10);
    expect(event).toMatchObject({ type: 'task.cancelled', data: { reason: 'changed my mind' } });
    expect((await first.audit('acme', lease.taskId)).items.at(-1)).toMatchObject({ actor: 'key:1' });
  });

  it('ends the steps of a plan too that was stored while it waited for the row', async () => {
    const { first, second } = stores();
    const { lease } = await claimedTask(first);
    await queuedUp(
      lease,
      () => first.savePlan(lease, planOf('a', 'b'), {}),
      () => second.cancel('acme', lease.taskId, { actor: 'key:1' }),
    );
    const { steps } = await first.plan('acme', lease.taskId);
    expect(steps.map(({ status }) => status)).toEqual(['cancelled', 'cancelled']);
  });

  it('leaves nobody with the fencing token', async () => {
    const { first, sql } = stores();
    const { lease } = await claimedTask(first);
    await first.cancel('acme', lease.taskId, { actor: 'key:1' });
    const [row] = await sql<{ token: number; owner: string | null }>(
      'SELECT lease_token AS token, lease_owner AS owner FROM tasks WHERE id = $1',
      [lease.taskId],
    );
    expect(row).toEqual({ token: lease.token + 1, owner: null });
  });

  it('is possible before anybody has claimed the task, under an id in upper case too', async () => {
    const { first } = stores();
    const task = newTask();
    await first.create('acme', task);
    await first.cancel('acme', task.id.toUpperCase(), { actor: 'key:1' });
    expect(await first.claim('acme', task.id, 'a', 1_000)).toBeNull();
  });

  it('is a conflict when the task has ended, and not found when there is none', async () => {
    const { first } = stores();
    const { lease } = await claimedTask(first);
    await first.cancel('acme', lease.taskId, { actor: 'key:1' });
    await expect(first.cancel('acme', lease.taskId, { actor: 'key:1' })).rejects.toThrow(ConflictError);
    await expect(first.cancel('acme', newId(), { actor: 'key:1' })).rejects.toThrow(NotFoundError);
  });

  it('and the end that the holder writes at the same moment: one of them counts', async () => {
    const { first, second } = stores();
    for (let round = 0; round < 10; round += 1) {
      const { lease } = await claimedTask(first);
      const [cancelled, finished] = await Promise.allSettled([
        second.cancel('acme', lease.taskId, { actor: 'key:1' }),
        first.finish(lease, failed),
      ]);
      expect([cancelled.status, finished.status].toSorted()).toEqual(['fulfilled', 'rejected']);
      const ends = (await first.events('acme', lease.taskId, 1, 10)).map(({ type }) => type);
      expect(ends).toEqual([cancelled.status === 'fulfilled' ? 'task.cancelled' : 'task.failed']);
    }
  });
});

describe('the end of an attempt', () => {
  it('is committed once, however often it is reported', async () => {
    const { first } = stores();
    const lease = await runningTask(first, 'a');
    await first.startStep(lease, 'a', 1);
    const reports = Array.from({ length: 10 }, (_, index) =>
      first.finishStep(lease, 'a', 1, succeeded(index, 0.1)),
    );
    await Promise.all(reports);
    const task = await first.get('acme', lease.taskId);
    expect(task.usage).toMatchObject({ cost_usd: 0.1, llm_calls: 1 });
    expect(task.provenance).toHaveLength(1);
    expect(await first.events('acme', lease.taskId, 5, 100)).toMatchObject([{ type: 'step.succeeded' }]);
    await first.finishStep(lease, 'a', 1, { status: 'skipped', reason: 'too late' });
    expect((await first.plan('acme', lease.taskId)).steps[0]).toMatchObject({ status: 'succeeded' });
  });

  it('numbers the events without gaps when many steps end at once', async () => {
    const { first, second } = stores();
    const ids = Array.from({ length: 20 }, (_, index) => `step-${index}`);
    const lease = await runningTask(first, ...ids);
    await Promise.all(
      ids.map(async (id, index) => {
        const store = index % 2 === 0 ? first : second;
        await store.startStep(lease, id, 1);
        await store.finishStep(lease, id, 1, succeeded(id, 0.000_000_001));
      }),
    );
    const events = await first.events('acme', lease.taskId, 0, 1_000);
    expect(events.map(({ sequence }) => sequence)).toEqual(
      Array.from({ length: 44 }, (_, index) => index + 1),
    );
    for (const id of ids)
      expect(events.filter(({ step_id }) => step_id === id).map(({ type }) => type)).toEqual([
        'step.started',
        'step.succeeded',
      ]);
    const task = await first.get('acme', lease.taskId);
    expect(task.usage).toMatchObject({ prompt_tokens: 200, llm_calls: 20, cost_usd: 0.000_000_02 });
    expect(task.progress.percentage).toBe(100);
  });
});

describe('orphans', () => {
  it('are tasks whose lease has run out and tasks that nobody has claimed for a while', async () => {
    const { first, sql } = stores();
    await sql(`UPDATE tasks SET available_at = now() + interval '1 hour' WHERE finished_at IS NULL`);
    const make = async (tenant: string, age: string, owner: string | null): Promise<string> => {
      const task = newTask();
      await first.create(tenant, task);
      await sql('UPDATE tasks SET available_at = now() - $2::interval, lease_owner = $3 WHERE id = $1', [
        task.id,
        age,
        owner,
      ]);
      return task.id;
    };
    const expired = await make('acme', '1 second', 'a');
    const idle = await make('other', '2 minutes', null);
    await make('acme', '10 seconds', null);
    await make('acme', '-1 minute', 'a');
    const { lease } = await claimedTask(first);
    await first.finish(lease, failed);
    const found = await first.orphans({ idleMs: 60_000, limit: 10 });
    const both = [
      { tenantId: 'acme', taskId: expired, priority: 'medium' },
      { tenantId: 'other', taskId: idle, priority: 'medium' },
    ];
    expect(found).toEqual(both);
    await make('acme', '3 minutes', null);
    expect(await first.orphans({ idleMs: 60_000, limit: 1 })).toMatchObject([{ taskId: expired }, {}]);
  });
});
