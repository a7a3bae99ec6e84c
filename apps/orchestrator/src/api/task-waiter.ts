import { Inject, Injectable } from '@nestjs/common';
import { isTerminal, type Task, TaskStatus } from '@octollm/contracts';
import { LinkedAbort } from '@octollm/engine';
import { type TaskChange, TaskChangeFeed, TaskStore } from '@octollm/memory';
import { Shutdown } from '@octollm/service-kit';
import { TaskChanges } from './task-changes.ts';

const ends: ReadonlySet<string> = new Set(
  TaskStatus.options.filter((status) => isTerminal(status)).map((status) => `task.${status}`),
);
const isEnd = ({ type }: TaskChange): boolean => ends.has(type);

/** Waits for tasks to end. */
@Injectable()
export class TaskWaiter {
  constructor(
    @Inject(TaskStore) private readonly tasks: TaskStore,
    @Inject(TaskChangeFeed) private readonly feed: TaskChangeFeed,
    @Inject(Shutdown) private readonly shutdown: Shutdown,
  ) {}

  /** The task once it has ended, or as it stands when the time is over or the service stops. */
  async waitForEnd(tenantId: string, task: Task, timeoutMs: number): Promise<Task> {
    const end = new LinkedAbort(this.shutdown.soft);
    const timer = setTimeout(() => end.abort(undefined), timeoutMs);
    const { signal } = end;
    const changes = new TaskChanges(this.feed, tenantId, task.id, signal, isEnd);
    try {
      let current = await this.tasks.get(tenantId, task.id);
      while (!isTerminal(current.status) && !signal.aborted) {
        await changes.next(timeoutMs);
        current = await this.tasks.get(tenantId, task.id);
      }
      return current;
    } finally {
      changes.close();
      clearTimeout(timer);
      end.unlink();
    }
  }
}
