import {
  addUsage,
  NotFoundError,
  noUsage,
  StepState,
  Task,
  type TaskError,
  TaskEvent,
  TaskPlan,
} from '@octollm/contracts';
import { describe, expect, it } from 'vitest';
import { useTaskStores } from '../fixtures/task-store.ts';
import {
  claimed,
  claimedTask,
  newTask,
  planOf,
  planStep,
  provenance,
  result,
  runningTask,
  succeeded,
  usage,
} from '../fixtures/tasks.ts';
import { LeaseLostError, TransitionError } from './lease.ts';

const stores = useTaskStores();

const failure: TaskError = { code: 'timeout', message: 'no answer', retryable: true, step_id: 'a' };

describe('the life of a task', () => {
  it('goes from queued over planning, running and judging to its success', async () => {
    const store = stores().first;
    const { lease, task } = await claimedTask(store);
    expect(task).toMatchObject({ status: 'queued', started_at: null, finished_at: null });
    await store.transition(lease, 'planning');
    const { started_at } = await store.get('acme', task.id);
    expect(started_at).not.toBeNull();
    await store.savePlan(lease, planOf('search', 'judge'), { query_type: 'question' });
    await store.transition(lease, 'running');
    await store.startStep(lease, 'search', 1);
    await store.finishStep(lease, 'search', 1, succeeded());
    await store.transition(lease, 'judging');
    await store.startStep(lease, 'judge', 1);
    await store.finishStep(lease, 'judge', 1, succeeded());
    await store.finish(lease, { status: 'succeeded', result });

    const end = await store.get('acme', task.id);
    expect(Task.parse(end)).toMatchObject({ status: 'succeeded', result, error: null, started_at });
    expect(end.finished_at).not.toBeNull();
    expect(end.provenance).toHaveLength(2);
    const events = await store.events('acme', task.id, 0, 100);
    expect(events.map(({ sequence, type, status }) => [sequence, type, status])).toEqual([
      [1, 'task.queued', 'queued'],
      [2, 'task.planning', 'planning'],
      [3, 'plan.created', 'planning'],
      [4, 'task.running', 'running'],
      [5, 'step.started', 'running'],
      [6, 'step.succeeded', 'running'],
      [7, 'task.judging', 'judging'],
      [8, 'step.started', 'judging'],
      [9, 'step.succeeded', 'judging'],
      [10, 'task.succeeded', 'succeeded'],
    ]);
    for (const event of events) expect(() => TaskEvent.parse(event)).not.toThrow();
  });

  it('gives events after a number, as many as asked for', async () => {
    const store = stores().first;
    const lease = await runningTask(store, 'a');
    const sequences = async (after: number, limit: number): Promise<number[]> =>
      (await store.events('acme', lease.taskId, after, limit)).map(({ sequence }) => sequence);
    expect(await sequences(0, 2)).toEqual([1, 2]);
    expect(await sequences(2, 10)).toEqual([3, 4]);
    expect(await sequences(4, 10)).toEqual([]);
    expect(await sequences(Number.MAX_SAFE_INTEGER, 10)).toEqual([]);
  });

  it('shows its progress while steps run', async () => {
    const store = stores().first;
    const lease = await runningTask(store, 'a', 'b', 'c');
    const progress = async () => (await store.get('acme', lease.taskId)).progress;
    const none = { current_step: null, completed_steps: 0, total_steps: 3, percentage: 0 };
    expect(await progress()).toEqual(none);
    await store.startStep(lease, 'b', 1);
    await store.startStep(lease, 'a', 1);
    expect(await progress()).toEqual({ ...none, current_step: 'a' });
    await store.finishStep(lease, 'a', 1, succeeded());
    expect(await progress()).toEqual({ ...none, current_step: 'b', completed_steps: 1, percentage: 33 });
    await store.finishStep(lease, 'c', 1, { status: 'skipped', reason: 'not needed' });
    expect(await progress()).toMatchObject({ completed_steps: 2, percentage: 67 });
  });

  it('keeps failed attempts, their errors and their cost apart from the success that follows', async () => {
    const store = stores().first;
    const lease = await runningTask(store, 'a');
    await store.startStep(lease, 'a', 1);
    const retry = { status: 'retrying', error: failure, usage: usage(0.25), delayMs: 500 } as const;
    await store.finishStep(lease, 'a', 1, retry);
    const waiting = await store.plan('acme', lease.taskId);
    expect(waiting.steps[0]).toMatchObject({
      status: 'pending',
      attempts: 1,
      error: failure,
      finished_at: null,
    });
    await store.startStep(lease, 'a', 2);
    await store.finishStep(lease, 'a', 2, succeeded('done', 0.1));

    const plan = await store.plan('acme', lease.taskId);
    expect(() => TaskPlan.parse(plan)).not.toThrow();
    const total = addUsage(usage(0.25), usage(0.1));
    expect(plan.steps[0]).toMatchObject({ status: 'succeeded', attempts: 2, error: null, usage: total });
    expect(StepState.parse(plan.steps[0]).duration_ms).toBeGreaterThanOrEqual(0);
    expect((await store.get('acme', lease.taskId)).usage).toEqual(total);
    const [, retrying, , done] = await store.events('acme', lease.taskId, 4, 10);
    expect(retrying).toMatchObject({
      type: 'step.retrying',
      step_id: 'a',
      data: {
        attempt: 1,
        arm: 'retriever',
        action: 'search',
        usage: usage(0.25),
        error: failure,
        delay_ms: 500,
      },
    });
    expect(done).toMatchObject({ type: 'step.succeeded', data: { attempt: 2, usage: usage(0.1) } });
    expect(done?.data['duration_ms']).toBeGreaterThanOrEqual(0);
  });

  it('fails with an error and what there is of a result, and cancels what was still to do', async () => {
    const store = stores().first;
    const lease = await runningTask(store, 'a', 'b', 'c');
    await store.startStep(lease, 'a', 1);
    const from = provenance({ output_sha256: null });
    await store.finishStep(lease, 'a', 1, {
      status: 'failed',
      error: failure,
      usage: usage(0),
      provenance: from,
    });
    await store.startStep(lease, 'b', 1);
    await store.finish(lease, {
      status: 'failed',
      error: failure,
      result: { ...result, degraded: true },
    });
    expect(await store.get('acme', lease.taskId)).toMatchObject({
      status: 'failed',
      error: failure,
      result: { degraded: true },
      provenance: [from],
    });
    const { steps } = await store.plan('acme', lease.taskId);
    expect(steps.map(({ status }) => status)).toEqual(['failed', 'cancelled', 'cancelled']);
    expect(steps[0]?.error).toEqual(failure);
  });

  it('may time out before it began', async () => {
    const store = stores().first;
    const { lease } = await claimedTask(store);
    const error = { ...failure, step_id: null };
    await store.finish(lease, { status: 'timed_out', error, result: null });
    expect(await store.get('acme', lease.taskId)).toMatchObject({
      status: 'timed_out',
      started_at: null,
      result: null,
      error,
    });
  });

  it('ends once', async () => {
    const store = stores().first;
    const { lease } = await claimedTask(store);
    const end = { status: 'failed', error: failure, result: null } as const;
    await store.finish(lease, end);
    await expect(store.finish(lease, end)).rejects.toThrow(LeaseLostError);
    expect(await store.events('acme', lease.taskId, 1, 10)).toHaveLength(1);
  });

  it('takes only the ways that the contract knows', async () => {
    const store = stores().first;
    const { lease } = await claimedTask(store);
    await expect(store.transition(lease, 'judging')).rejects.toThrow(TransitionError);
    await expect(store.transition(lease, 'queued')).rejects.toThrow(TransitionError);
    await expect(store.transition(lease, 'succeeded')).rejects.toThrow(TransitionError);
    await expect(store.finish(lease, { status: 'succeeded', result })).rejects.toThrow(TransitionError);
    expect((await store.get('acme', lease.taskId)).status).toBe('queued');
    expect(await store.events('acme', lease.taskId, 0, 10)).toHaveLength(1);
  });

  it('repairs and is judged again', async () => {
    const store = stores().first;
    const lease = await runningTask(store, 'answer');
    await store.startStep(lease, 'answer', 1);
    await store.finishStep(lease, 'answer', 1, succeeded('first'));
    await store.transition(lease, 'judging');
    await store.transition(lease, 'repairing', { round: 1 });
    await store.startStep(lease, 'answer', 2);
    await store.finishStep(lease, 'answer', 2, succeeded('second'));
    await store.transition(lease, 'judging');
    const [step] = claimed(await release(lease)).steps;
    expect(step).toMatchObject({ status: 'succeeded', attempts: 2, output: 'second' });

    async function release(held: typeof lease) {
      await store.release(held);
      return store.claim('acme', held.taskId, 'replica-b', 1_000);
    }
  });
});

describe('a plan', () => {
  it('is there with the state of its steps once it was saved', async () => {
    const store = stores().first;
    const { lease, task } = await claimedTask(store);
    await expect(store.plan('acme', task.id)).rejects.toThrow(NotFoundError);
    const plan = planOf('z', 'a', 'm');
    await store.savePlan(lease, plan, { query_type: 'question' });
    const saved = await store.plan('acme', task.id);
    expect(saved.steps.map(({ id }) => id)).toEqual(['z', 'a', 'm']);
    expect(saved).toMatchObject({ id: plan.id, rationale: plan.rationale });
    expect(saved.steps[0]).toMatchObject({
      ...plan.steps[0],
      status: 'pending',
      attempts: 0,
      usage: noUsage,
    });
    const [event] = await store.events('acme', task.id, 1, 1);
    expect(event).toMatchObject({ type: 'plan.created', data: { query_type: 'question', plan } });
  });

  it('can be replaced: steps that have begun keep their state, others that are gone go', async () => {
    const store = stores().first;
    const lease = await runningTask(store, 'a', 'b');
    await store.startStep(lease, 'a', 1);
    await store.finishStep(lease, 'a', 1, succeeded('kept'));
    const next = { ...planOf('c', 'a'), steps: [planStep('c', { arm: 'coder' }), planStep('a')] };
    await store.savePlan(lease, next, {});
    const { steps } = await store.plan('acme', lease.taskId);
    expect(steps.map(({ id, status, arm }) => [id, status, arm])).toEqual([
      ['c', 'pending', 'coder'],
      ['a', 'succeeded', 'retriever'],
    ]);
    expect((await store.get('acme', lease.taskId)).progress).toMatchObject({
      completed_steps: 1,
      total_steps: 2,
    });
  });

  it('has no steps but its own', async () => {
    const store = stores().first;
    const lease = await runningTask(store, 'a');
    await expect(store.startStep(lease, 'x', 1)).rejects.toThrow(NotFoundError);
    await expect(store.finishStep(lease, 'x', 1, succeeded())).rejects.toThrow(NotFoundError);
    expect(await store.events('acme', lease.taskId, 4, 10)).toEqual([]);
  });
});

describe('what cannot be stored as it is', () => {
  const odd = 'nul \0 half \uD83D whole \u{1F419}';

  it('is replaced in the goal and in events and kept in the request and in outputs', async () => {
    const store = stores().first;
    const { lease, task, request } = await claimedTask(store, {
      task: newTask({ goal: odd, context: { [odd]: odd }, metadata: { note: odd } }, { actor: odd }),
    });
    expect(task.goal).toBe('nul \uFFFD half \uFFFD whole \u{1F419}');
    expect(task.metadata).toEqual({ note: odd });
    expect(request).toMatchObject({ goal: odd, context: { [odd]: odd } });
    await store.transition(lease, 'running', { note: odd });
    await store.savePlan(lease, { ...planOf('a'), rationale: odd }, {});
    await store.startStep(lease, 'a', 1);
    await store.finishStep(lease, 'a', 1, succeeded({ body: odd }));
    await store.release(lease);
    const [step] = claimed(await store.claim('acme', task.id, 'replica-b', 1_000)).steps;
    expect(step?.output).toEqual({ body: odd });
    expect((await store.plan('acme', task.id)).rationale).toBe(odd);
  });
});
