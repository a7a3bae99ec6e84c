import type { TaskChange, TaskChangeFeed, TaskChangeListener } from '@octollm/memory';
import { describe, expect, it } from 'vitest';
import { TaskChanges } from './task-changes.ts';

/** A feed that a test speaks through. */
const fakeFeed = () => {
  const listeners = new Set<TaskChangeListener>();
  const subscribe: TaskChangeFeed['subscribe'] = (_tenant, _task, listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  return {
    listeners,
    feed: { subscribe } as TaskChangeFeed,
    change: (what: Parameters<TaskChangeListener>[0] = 'gap') =>
      listeners.forEach((listener) => listener(what)),
  };
};

describe('the changes of a task', () => {
  it('wake a reader that waits', async () => {
    const { feed, change } = fakeFeed();
    const changes = new TaskChanges(feed, 'a', 'b', new AbortController().signal);
    const next = changes.next(10_000);
    change();
    expect(await next).toBe(true);
  });

  it('are kept for a reader that was busy, and told once', async () => {
    const { feed, change } = fakeFeed();
    const changes = new TaskChanges(feed, 'a', 'b', new AbortController().signal);
    change();
    change();
    expect(await changes.next(10_000)).toBe(true);
    expect(await changes.next(1)).toBe(false);
  });

  it('wake a reader only when they matter to it, or when some may have been missed', async () => {
    const { feed, change } = fakeFeed();
    const isEnd = ({ type }: TaskChange): boolean => type === 'task.failed';
    const changes = new TaskChanges(feed, 'a', 'b', new AbortController().signal, isEnd);
    const of = { tenantId: 'a', taskId: 'b', sequence: 2 };
    change({ ...of, type: 'task.running' });
    expect(await changes.next(1)).toBe(false);
    change({ ...of, type: 'task.failed' });
    expect(await changes.next(10_000)).toBe(true);
    change('gap');
    expect(await changes.next(10_000)).toBe(true);
  });

  it('let a reader go that has gone away', async () => {
    const { feed, listeners } = fakeFeed();
    const gone = new AbortController();
    const changes = new TaskChanges(feed, 'a', 'b', gone.signal);
    const next = changes.next(10_000);
    gone.abort();
    expect(await next).toBe(false);
    changes.close();
    expect(listeners.size).toBe(0);
  });
});
