import { newId, noUsage, type Task } from '@octollm/contracts';
import type { TaskStore } from '@octollm/memory';
import { Shutdown } from '@octollm/service-kit';
import { describe, expect, it, vi } from 'vitest';
import { answerSaying, claimedTask, verdict } from '../execution/fixtures/planned-task.ts';
import type { MemoryCall, MemoryClient } from './memory-client.ts';
import type { MemoryObserver } from './memory-observer.ts';
import { TaskMemory } from './task-memory.ts';

const solution = { stepId: 'write', language: 'python', instruction: 'Sort.', code: 'sorted(x)' };

const ended = (more: Partial<Task> = {}): Task => ({
  ...claimedTask({ goal: 'Sort the list.' }).task,
  status: 'succeeded',
  usage: { ...noUsage, cost_usd: 0.25 },
  result: {
    ...answerSaying('It is sorted.'),
    validation: verdict({ quality_score: 0.9 }),
    degraded: false,
    degraded_reasons: [],
  },
  ...more,
});

const setUp = (task: Task, call: (call: MemoryCall) => Promise<unknown> = async () => ({})) => {
  const calls = vi.fn<(call: MemoryCall) => Promise<unknown>>(call);
  const get = vi.fn<TaskStore['get']>(async () => task);
  const observer = {
    failed: vi.fn<MemoryObserver['failed']>(),
    dropped: vi.fn<MemoryObserver['dropped']>(),
  };
  const memory = new TaskMemory(
    { get },
    { call: calls } as unknown as MemoryClient,
    observer as unknown as MemoryObserver,
    new Shutdown(),
  );
  return { memory, calls, get, observer };
};

const learned = { arms: ['coder-arm'], solutions: [solution] };
const of = ({ id }: Task) => ({ tenantId: 'acme', taskId: id });

describe('a task that has ended', () => {
  it('is remembered with what it was for and what became of it, and its solutions are kept', async () => {
    const task = ended();
    const { memory, calls } = setUp(task);
    memory.ended(of(task), { arms: ['coder-arm', 'judge-arm', 'coder-arm'], solutions: [solution] });
    await memory.beforeApplicationShutdown();
    expect(calls.mock.calls.map(([call]) => call)).toMatchObject([
      {
        ...of(task),
        action: 'remember',
        right: { allows: 'memory.write', onBehalfOf: 'planner-arm' },
        input: {
          type: 'task',
          name: task.id,
          properties: {
            goal: 'Sort the list.',
            outcome: 'succeeded',
            summary: 'It is sorted.',
            arms: ['coder-arm', 'judge-arm'],
            quality_score: 0.9,
            cost_usd: 0.25,
          },
        },
      },
      {
        ...of(task),
        stepId: 'write',
        action: 'keep',
        right: { allows: 'memory.write', onBehalfOf: 'coder-arm' },
        input: { language: 'python', instruction: 'Sort.', code: 'sorted(x)' },
      },
    ]);
  });

  it('is not remembered when nothing can be learned from it: it costs nothing', async () => {
    const task = ended();
    const { memory, calls, get } = setUp(task);
    memory.ended(of(task), { arms: ['judge-arm'], solutions: [] });
    await memory.beforeApplicationShutdown();
    expect([calls, get].map(({ mock }) => mock.calls)).toEqual([[], []]);
  });

  it('of which a long goal was given is remembered by its beginning', async () => {
    const task = ended({ goal: 'word '.repeat(2_000) });
    const { memory, calls } = setUp(task);
    memory.ended(of(task), learned);
    await memory.beforeApplicationShutdown();
    expect(calls.mock.calls[0]?.[0].input).toMatchObject({
      properties: { goal: expect.stringMatching(/^.{3900,4000}$/) },
    });
  });

  it('hurts nobody when it cannot be remembered', async () => {
    const task = ended();
    const { memory, get, observer } = setUp(task);
    get.mockRejectedValueOnce(new Error('away'));
    memory.ended(of(task), learned);
    memory.ended(of(task), learned);
    await memory.beforeApplicationShutdown();
    expect(observer.failed).toHaveBeenCalledExactlyOnceWith('remember', expect.any(Error));
    expect(get).toHaveBeenCalledTimes(2);
  });

  it('waits when two are being remembered, and is dropped when a thousand wait', async () => {
    const task = ended();
    let answer = (): void => undefined;
    const slow = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const { memory, calls, observer } = setUp(task, () => slow);
    for (let index = 0; index < 1_003; index += 1)
      memory.ended({ tenantId: 'acme', taskId: newId() }, learned);
    await vi.waitFor(() => expect(calls).toHaveBeenCalledTimes(2));
    expect(observer.dropped).toHaveBeenCalledOnce();
    answer();
    await memory.beforeApplicationShutdown();
    expect(calls).toHaveBeenCalledTimes(2 * 1_002);
  });
});
