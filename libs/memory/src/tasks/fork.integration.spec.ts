import { NotFoundError, newId, UnprocessableError } from '@octollm/contracts';
import { describe, expect, it } from 'vitest';
import { verifyAuditTrail } from '../audit/hash-chain.ts';
import { Database } from '../database/database.ts';
import { useTaskStores } from '../fixtures/task-store.ts';
import { claimed, newTask, planOf, result, succeeded, traceparent } from '../fixtures/tasks.ts';
import { OperationsStore } from '../operations/operations-store.ts';
import { UsageStore } from '../usage/usage-store.ts';
import { CheckpointStore } from './checkpoint-store.ts';
import type { Lease } from './lease.ts';

const stores = useTaskStores();

const withDatabase = async <Result>(work: (database: Database) => Promise<Result>): Promise<Result> => {
  const database = await Database.open({ url: stores().url, poolSize: 2, applicationName: 'test' });
  try {
    return await work(database);
  } finally {
    await database.close();
  }
};

const list = (id: string, tenant = 'acme') =>
  withDatabase((database) => new CheckpointStore(database).list(tenant, id));
const fork = (id: string, checkpoint: number, rest: object = {}, tenant = 'acme') =>
  withDatabase((database) =>
    new CheckpointStore(database).fork(tenant, id, {
      id: newId(),
      checkpoint,
      actor: 'key:jo',
      traceparent,
      ...rest,
    }),
  );

const run = async (lease: Lease, stepId: string, output: unknown): Promise<void> => {
  await stores().first.startStep(lease, stepId, 1);
  await stores().first.finishStep(lease, stepId, 1, succeeded(output));
};

/** A task of three steps that has ended: a and b succeeded, and so did one unit of c, which failed. */
const endedTask = async (): Promise<Lease> => {
  const { first } = stores();
  const task = newTask({ session_id: 's', deadline: '2030-01-01T00:00:00Z', metadata: { of: 'jo' } });
  await first.create('acme', task);
  const { lease } = claimed(await first.claim('acme', task.id, 'a', 30_000));
  await first.transition(lease, 'planning');
  await first.savePlan(lease, planOf('a', 'b', 'c'), {});
  await first.transition(lease, 'running');
  await run(lease, 'a', { of: 'a', text: 'nil \0' });
  await run(lease, 'b', { of: 'b' });
  await first.startStep(lease, 'c', 1);
  await run(lease, 'c.0', { of: 'c.0' });
  const error = { code: 'broken', message: 'x', retryable: false, step_id: 'c' };
  await first.finish(lease, { status: 'failed', error, result: null });
  return lease;
};

const sequenceOf = async (id: string, stepId: string | null): Promise<number> => {
  const { items } = await list(id);
  return items.find(({ step_id }) => step_id === stepId)?.sequence ?? 0;
};

describe('the checkpoints of a task', () => {
  it('are its plan and the steps that succeeded, by the numbers of their events', async () => {
    const { taskId } = await endedTask();
    const { items } = await list(taskId);
    expect(items.map(({ step_id }) => step_id)).toEqual([null, 'a', 'b']);
    const events = await stores().first.events('acme', taskId, 0, 100);
    for (const { sequence, step_id } of items)
      expect(events[sequence - 1]).toMatchObject({
        sequence,
        ...(step_id === null ? { type: 'plan.created' } : { type: 'step.succeeded', step_id }),
      });
  });

  it('are none for a task that has no plan, and not there for one of another tenant', async () => {
    const task = newTask();
    await stores().first.create('acme', task);
    expect(await list(task.id)).toEqual({ items: [] });
    await expect(list(task.id, 'other')).rejects.toThrow(NotFoundError);
    await expect(list(newId())).rejects.toThrow(NotFoundError);
  });
});

describe('a fork', () => {
  it('begins with the plan and what had succeeded at the checkpoint, and nothing else', async () => {
    const { taskId } = await endedTask();
    const forked = await fork(taskId, await sequenceOf(taskId, 'a'));
    expect(forked).toMatchObject({
      status: 'queued',
      session_id: 's',
      metadata: { of: 'jo' },
      progress: { completed_steps: 1, total_steps: 3 },
    });
    const { plan, steps, request, recoveries } = claimed(
      await stores().second.claim('acme', forked.id, 'b', 30_000),
    );
    expect(plan?.steps.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
    expect(steps.map(({ id, status, attempts, output }) => [id, status, attempts, output])).toEqual([
      ['a', 'succeeded', 1, { of: 'a', text: 'nil \0' }],
      ['b', 'pending', 0, null],
      ['c', 'pending', 0, null],
    ]);
    expect(request.deadline).toBeUndefined();
    expect(recoveries).toBe(0);
  });

  it('can be carried on to its end by whoever claims it', async () => {
    const { taskId } = await endedTask();
    const { id } = await fork(taskId, await sequenceOf(taskId, 'b'));
    const { lease, steps } = claimed(await stores().second.claim('acme', id, 'b', 30_000));
    expect(steps.filter(({ status }) => status === 'succeeded').map((step) => step.id)).toEqual(['a', 'b']);
    await stores().second.transition(lease, 'running');
    await stores().second.startStep(lease, 'c', 1);
    await stores().second.finishStep(lease, 'c', 1, succeeded());
    await stores().second.transition(lease, 'judging');
    await stores().second.finish(lease, { status: 'succeeded', result });
    expect(await stores().second.get('acme', id)).toMatchObject({ progress: { percentage: 100 } });
    const { items } = await stores().second.audit('acme', id);
    expect(verifyAuditTrail(items)).toBe(true);
  });

  it('says in its first event and audit entry where it comes from', async () => {
    const { taskId } = await endedTask();
    const checkpoint = await sequenceOf(taskId, 'a');
    const { id } = await fork(taskId, checkpoint);
    const [event] = await stores().first.events('acme', id, 0, 10);
    expect(event).toMatchObject({ type: 'task.queued', data: { forked_from: taskId, checkpoint } });
    const { items } = await stores().first.audit('acme', id);
    expect(items[0]).toMatchObject({ actor: 'key:jo', data: { forked_from: taskId, checkpoint } });
    expect(verifyAuditTrail(items)).toBe(true);
  });

  it('takes units along when their events were before the checkpoint', async () => {
    const { taskId } = await endedTask();
    const last = (await stores().first.events('acme', taskId, 0, 100)).at(-1)?.sequence ?? 0;
    const { id } = await fork(taskId, last);
    const { steps } = claimed(await stores().first.claim('acme', id, 'b', 30_000));
    expect(Object.fromEntries(steps.map((step) => [step.id, step.status]))).toEqual({
      a: 'succeeded',
      b: 'succeeded',
      c: 'pending',
      'c.0': 'succeeded',
    });
  });

  it('has used nothing, keeps the provenance, and is in no report a second time', async () => {
    const period = { from: new Date(0), to: new Date(Date.now() + 3_600_000) };
    const measure = () =>
      withDatabase(async (database) => ({
        usage: await new UsageStore(database).read('acme', period, ['day']),
        arms: (await new OperationsStore(database).performance(60)).arms.items.map(({ arm_id, ended }) => [
          arm_id,
          ended,
        ]),
      }));
    const { taskId } = await endedTask();
    const before = await measure();
    const forked = await fork(taskId, await sequenceOf(taskId, 'b'));
    expect(forked.usage).toMatchObject({ cost_usd: 0, llm_calls: 0, prompt_tokens: 0 });
    expect(forked.provenance).toHaveLength(2);
    expect((await stores().first.plan('acme', forked.id)).steps[0]?.usage.cost_usd).toBe(0);
    expect(await measure()).toEqual(before);
  });

  it('leaves the other task as it was, also while somebody works on it', async () => {
    const { first } = stores();
    const task = newTask();
    await first.create('acme', task);
    const { lease } = claimed(await first.claim('acme', task.id, 'a', 30_000));
    await first.transition(lease, 'planning');
    await first.savePlan(lease, planOf('a', 'b'), {});
    await first.transition(lease, 'running');
    await run(lease, 'a', {});
    const before = await first.audit('acme', task.id);
    await fork(task.id, before.items.length);
    expect(await first.audit('acme', task.id)).toEqual(before);
    await run(lease, 'b', {});
  });

  it('does not take along what was begun again after the checkpoint', async () => {
    const { first } = stores();
    const { lease } = claimed(
      await (async () => {
        const task = newTask();
        await first.create('acme', task);
        return first.claim('acme', task.id, 'a', 30_000);
      })(),
    );
    await first.transition(lease, 'planning');
    await first.savePlan(lease, planOf('a'), {});
    await first.transition(lease, 'running');
    await run(lease, 'a', { version: 1 });
    const checkpoint = await sequenceOf(lease.taskId, 'a');
    await first.startStep(lease, 'a', 2);
    await first.finishStep(lease, 'a', 2, succeeded({ version: 2 }));
    const { id } = await fork(lease.taskId, checkpoint);
    const { steps } = claimed(await first.claim('acme', id, 'b', 30_000));
    expect(steps.map(({ status, output }) => [status, output])).toEqual([['pending', null]]);
  });

  it('has the plan of its checkpoint, not a later one', async () => {
    const { first } = stores();
    const { lease } = claimed(
      await (async () => {
        const task = newTask();
        await first.create('acme', task);
        return first.claim('acme', task.id, 'a', 30_000);
      })(),
    );
    await first.transition(lease, 'planning');
    await first.savePlan(lease, planOf('a', 'b'), {});
    const checkpoint = await sequenceOf(lease.taskId, null);
    await first.savePlan(lease, planOf('a', 'c'), {});
    const early = await fork(lease.taskId, checkpoint);
    const late = await fork(lease.taskId, checkpoint + 1);
    const idsOf = async (id: string) => (await first.plan('acme', id)).steps.map((step) => step.id);
    expect([await idsOf(early.id), await idsOf(late.id)]).toEqual([
      ['a', 'b'],
      ['a', 'c'],
    ]);
  });

  it('may have a budget of its own', async () => {
    const { taskId } = await endedTask();
    const budget = { max_tokens: 5, max_time_seconds: 6, max_cost_usd: 7, max_retries: 8 };
    const { id } = await fork(taskId, await sequenceOf(taskId, 'a'), { budget });
    const { request } = claimed(await stores().first.claim('acme', id, 'b', 30_000));
    expect(request.budget).toEqual(budget);
  });

  it.each([1, 2, 10_000])(
    'is refused at %i, where there is no plan or no event, and makes nothing',
    async (n) => {
      const { taskId } = await endedTask();
      const count = async () => (await stores().sql<{ n: string }>('SELECT count(*) AS n FROM tasks'))[0]?.n;
      const before = await count();
      await expect(fork(taskId, n)).rejects.toThrow(UnprocessableError);
      expect(await count()).toBe(before);
    },
  );

  it('is not made of what the tenant does not have', async () => {
    const { taskId } = await endedTask();
    await expect(fork(newId(), 3)).rejects.toThrow(NotFoundError);
    await expect(fork(taskId, 3, {}, 'other')).rejects.toThrow(NotFoundError);
  });
});
