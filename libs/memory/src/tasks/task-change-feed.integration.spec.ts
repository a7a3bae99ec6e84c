import { setTimeout as delay } from 'node:timers/promises';
import { UnavailableError } from '@octollm/contracts';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { useTaskStores } from '../fixtures/task-store.ts';
import { claimedTask, newTask, runningTask, succeeded } from '../fixtures/tasks.ts';
import type { TaskChangeListener } from './change-listeners.ts';
import { TransitionError } from './lease.ts';
import { TaskChangeFeed } from './task-change-feed.ts';

const stores = useTaskStores();
const feeds: TaskChangeFeed[] = [];

const startFeed = async () => {
  const onError = vi.fn<(error: Error) => void>();
  const feed = new TaskChangeFeed({ directUrl: stores().url, onError });
  await feed.start();
  feeds.push(feed);
  return { feed, onError };
};

/** Ends the feed's connection from the server's side, as a restart of PostgreSQL does. */
const killBackend = () =>
  stores().sql(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE application_name = 'octollm-task-changes' AND datname = current_database()`,
  );

afterEach(async () => {
  for (const feed of feeds.splice(0)) await feed.close();
});

describe('the change feed', () => {
  it('announces the changes of a task, in order, to every replica', async () => {
    const [one, two] = [await startFeed(), await startFeed()];
    const task = newTask();
    const heard = [one, two].map(({ feed }) => {
      const listener = vi.fn<TaskChangeListener>();
      feed.subscribe('acme', task.id, listener);
      return listener;
    });
    const { lease } = await claimedTask(stores().first, { task });
    await stores().first.transition(lease, 'planning');
    await stores().first.cancel('acme', task.id, { actor: 'a' });
    for (const listener of heard)
      await vi.waitFor(() =>
        expect(listener.mock.calls).toEqual([
          [{ tenantId: 'acme', taskId: task.id, sequence: 2, type: 'task.planning' }],
          [{ tenantId: 'acme', taskId: task.id, sequence: 3, type: 'task.cancelled' }],
        ]),
      );
  });

  it('announces the last of the events that were committed together', async () => {
    const { feed } = await startFeed();
    const ids = Array.from({ length: 10 }, (_, index) => `s${index}`);
    const lease = await runningTask(stores().first, ...ids);
    const heard = vi.fn<TaskChangeListener>();
    feed.subscribe('acme', lease.taskId, heard);
    await Promise.all(
      ids.map(async (id) => {
        await stores().first.startStep(lease, id, 1);
        await stores().first.finishStep(lease, id, 1, succeeded());
      }),
    );
    const sequences = () => heard.mock.calls.flatMap(([change]) => (change === 'gap' ? [] : change.sequence));
    await vi.waitFor(() => expect(sequences().at(-1)).toBe(24));
    expect(sequences()).toEqual(sequences().toSorted((a, b) => a - b));
  });

  it('says nothing to those who have left, and nothing about what was not committed', async () => {
    const { feed } = await startFeed();
    const { first, sql } = stores();
    const task = newTask();
    const [left, stayed] = [vi.fn<TaskChangeListener>(), vi.fn<TaskChangeListener>()];
    feed.subscribe('acme', task.id, left)();
    feed.subscribe('acme', task.id, stayed);
    const { lease } = await claimedTask(first, { task });
    await first.transition(lease, 'planning');
    await expect(first.transition(lease, 'judging')).rejects.toThrow(TransitionError);
    await sql(`NOTIFY octollm_task_changes, 'not ours'`);
    await delay(100);
    expect(left).not.toHaveBeenCalled();
    expect(stayed).toHaveBeenCalledOnce();
  });

  it('comes back after the server has dropped it, says that there was a gap, and goes on', async () => {
    const { feed, onError } = await startFeed();
    const task = newTask();
    const heard = vi.fn<TaskChangeListener>();
    feed.subscribe('acme', task.id, heard);
    for (let round = 1; round <= 3; round += 1) {
      await killBackend();
      await vi.waitFor(() => expect(heard).toHaveBeenCalledTimes(round), { timeout: 5_000 });
      expect(heard).toHaveBeenLastCalledWith('gap');
      expect(onError).toHaveBeenCalled();
    }
    const { lease } = await claimedTask(stores().first, { task });
    await stores().first.transition(lease, 'planning');
    await vi.waitFor(() => expect(heard).toHaveBeenLastCalledWith(expect.objectContaining({ sequence: 2 })));
  });

  it('closes while it is trying to come back', async () => {
    const { feed } = await startFeed();
    await killBackend();
    await feed.close();
    const [row] = await stores().sql<{ count: number }>(
      `SELECT count(*)::int AS count FROM pg_stat_activity WHERE application_name = 'octollm-task-changes'`,
    );
    expect(row?.count).toBe(0);
  });

  it('does not start without a server', async () => {
    const feed = new TaskChangeFeed({ directUrl: 'postgres://nobody@127.0.0.1:1/none' });
    await expect(feed.start()).rejects.toThrow(UnavailableError);
    await feed.close();
  });
});
