import type { TaskChangeFeed } from '@octollm/memory';
import { describe, expect, it } from 'vitest';
import { TaskChanges } from './task-changes.ts';

/** A feed that a test speaks through. */
const fakeFeed = () => {
  const listeners = new Set<() => void>();
  const subscribe: TaskChangeFeed['subscribe'] = (_tenant, _task, listener) => {
    const call = (): void => listener('gap');
    listeners.add(call);
    return () => listeners.delete(call);
  };
  return {
    listeners,
    feed: { subscribe } as TaskChangeFeed,
    change: () => listeners.forEach((listener) => listener()),
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
