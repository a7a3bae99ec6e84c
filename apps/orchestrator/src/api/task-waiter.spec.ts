import { getEventListeners } from 'node:events';
import type { Task } from '@octollm/contracts';
import type { TaskChangeFeed, TaskStore } from '@octollm/memory';
import { Shutdown } from '@octollm/service-kit';
import { describe, expect, it, vi } from 'vitest';
import { TaskWaiter } from './task-waiter.ts';

const task = { id: 't', status: 'running' } as Task;

/** A waiter for a task that goes on, and what it leaves on the signals of the process. */
const waiter = () => {
  const shutdown = new Shutdown();
  const any = vi.spyOn(AbortSignal, 'any');
  const get: TaskStore['get'] = async () => task;
  const subscribe: TaskChangeFeed['subscribe'] = () => () => undefined;
  const waiting = new TaskWaiter(
    { get } as Partial<TaskStore> as TaskStore,
    { subscribe } as Partial<TaskChangeFeed> as TaskChangeFeed,
    shutdown,
  );
  return { waiting, shutdown, any };
};

describe('waiting for the end of a task', () => {
  it('ends with the time, and leaves nothing on the signal that the service stops', async () => {
    const { waiting, shutdown, any } = waiter();
    expect(await waiting.waitForEnd('acme', task, 20)).toBe(task);
    expect(getEventListeners(shutdown.soft, 'abort')).toEqual([]);
    // What it leaves on its sources cannot be seen, nor taken back.
    expect(any).not.toHaveBeenCalled();
  });

  it('ends when the service stops', async () => {
    const { waiting, shutdown } = waiter();
    const waited = waiting.waitForEnd('acme', task, 600_000);
    shutdown.begin();
    expect(await waited).toBe(task);
  });
});
