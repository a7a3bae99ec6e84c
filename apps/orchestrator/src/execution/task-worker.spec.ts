import { newId, TaskRequest, UnavailableError } from '@octollm/contracts';
import type { ApprovalStore, ClaimedTask, TaskChangeFeed, TaskEnd, TaskStore } from '@octollm/memory';
import type { WakeUpQueue } from '@octollm/queues';
import { type Metrics, Shutdown } from '@octollm/service-kit';
import { pino } from 'pino';
import { describe, expect, it, vi } from 'vitest';
import type { TaskMemory } from '../memory/task-memory.ts';
import type { TaskWakeUp } from '../stores/task-queue.ts';
import type { TaskRunner } from './task-runner.ts';
import { TaskWorker } from './task-worker.ts';

const request = TaskRequest.parse({ goal: 'Why?' });
const done: TaskEnd = {
  status: 'failed',
  error: { code: 'done', message: 'Done.', retryable: false, step_id: null },
  result: null,
};

/** A worker on a task that has been taken over `recoveries` times. */
const workerOn = (
  recoveries: number,
  run: TaskRunner['run'] = async () => ({ kind: 'ended', end: done }),
  shutdown = new Shutdown(),
) => {
  const id = newId();
  const times = { created_at: new Date().toISOString(), started_at: null, finished_at: null };
  const claimed = {
    lease: { tenantId: 'acme', taskId: id, owner: 'a', token: recoveries + 1 },
    task: { id, status: 'running', updated_at: times.created_at, ...times },
    request,
    traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
    plan: null,
    steps: [],
    recovered: recoveries > 0,
    recoveries,
  } as unknown as ClaimedTask;
  const finish = vi.fn<TaskStore['finish']>(async () => undefined);
  const release = vi.fn<TaskStore['release']>(async () => undefined);
  const wake = vi.fn<WakeUpQueue<TaskWakeUp>['add']>(async () => undefined);
  const claim = async () => claimed;
  const ended = vi.fn<TaskMemory['ended']>();
  const counted: string[] = [];
  const counter = ({ name }: { name: string }) => ({ inc: () => counted.push(name) });
  const metrics = {
    counter,
    gauge: () => ({ inc: () => undefined, dec: () => undefined }),
    histogram: () => ({ observe: () => undefined }),
  };
  const runner = vi.fn<TaskRunner['run']>(run);
  const worker = new TaskWorker(
    { claim, finish, release } as unknown as TaskStore,
    { of: async () => [] } as unknown as ApprovalStore,
    { add: wake } as unknown as WakeUpQueue<TaskWakeUp>,
    { run: runner } as unknown as TaskRunner,
    { subscribe: () => () => undefined } as unknown as TaskChangeFeed,
    { ended },
    { ORCHESTRATOR_LEASE_SECONDS: 10 },
    metrics as unknown as Metrics,
    shutdown,
    pino({ level: 'silent' }),
  );
  const handle = () => worker.handle({ tenant_id: 'acme', task_id: id });
  return { handle, finish, release, runner, counted, wake, ended };
};

describe('a task that has ended', () => {
  const learned = { arms: ['coder-arm'], solutions: [] };

  it('is remembered with what was learned, once its end is stored', async () => {
    const { handle, finish, ended } = workerOn(0, async () => ({ kind: 'ended', end: done, learned }));
    await handle();
    expect(ended).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ tenantId: 'acme' }), learned);
    expect(finish.mock.invocationCallOrder[0]).toBeLessThan(ended.mock.invocationCallOrder[0] ?? 0);
  });

  it('is not remembered by a replica whose end does not count', async () => {
    const { handle, finish, ended } = workerOn(0);
    finish.mockRejectedValueOnce(new UnavailableError('It is away.'));
    await expect(handle()).rejects.toThrow('It is away.');
    expect(ended).not.toHaveBeenCalled();
  });
});

describe('a task that is taken over', () => {
  it('is worked on up to five times', async () => {
    const { handle, runner, finish, counted } = workerOn(5);
    await handle();
    expect(runner).toHaveBeenCalledOnce();
    expect(finish.mock.calls[0]?.[1]).toEqual(done);
    expect(counted).not.toContain('tasks_dead_lettered_total');
  });

  it('is given up the sixth time, without touching it, and counted', async () => {
    const { handle, runner, finish, counted } = workerOn(6);
    await handle();
    expect(runner).not.toHaveBeenCalled();
    expect(finish.mock.calls[0]?.[1]).toMatchObject({
      status: 'failed',
      error: { code: 'dead_letter', retryable: false },
      result: null,
    });
    expect(counted).toContain('tasks_dead_lettered_total');
    expect(counted).toContain('queue_dead_letters_total');
  });

  it('does not count a store that was away', async () => {
    const { handle, release } = workerOn(0, () => Promise.reject(new UnavailableError('It is away.')));
    await expect(handle()).rejects.toThrow('It is away.');
    expect(release).toHaveBeenCalledWith(expect.anything(), { failed: false });
  });

  it('is handed over when the replica stops, and somebody is woken for it', async () => {
    const shutdown = new Shutdown();
    const { handle, release, wake } = workerOn(
      0,
      (_claimed, _deadline, signal) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason));
          shutdown.giveUp();
        }),
      shutdown,
    );
    await handle();
    expect(release).toHaveBeenCalledWith(expect.anything());
    expect(wake).toHaveBeenCalledOnce();
  });

  it('counts a failure of the replica itself when it is given back', async () => {
    const { handle, release } = workerOn(0, () => Promise.reject(new Error('a defect')));
    await expect(handle()).rejects.toThrow('a defect');
    expect(release).toHaveBeenCalledWith(expect.anything(), { failed: true });
  });
});
