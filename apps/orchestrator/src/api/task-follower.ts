import { Inject, Injectable } from '@nestjs/common';
import { isTerminal, type TaskEvent } from '@octollm/contracts';
import { TaskChangeFeed, TaskStore } from '@octollm/memory';
import { heartbeatMs } from './event-stream.ts';
import { TaskChanges } from './task-changes.ts';

const page = 100;

/** Says that nothing has happened for a while. */
export const silence = Symbol('octollm.silence');

/** Follows what happens to a task. */
@Injectable()
export class TaskFollower {
  constructor(
    @Inject(TaskStore) private readonly tasks: TaskStore,
    @Inject(TaskChangeFeed) private readonly feed: TaskChangeFeed,
  ) {}

  /**
   * The events after a number, those that are there and those that come, until the task has ended or `signal` is
   * aborted. Reads rows and waits for news in turn, so a slow reader holds one page at most and a vanished one nothing.
   */
  async *follow(
    tenantId: string,
    id: string,
    after: number,
    signal: AbortSignal,
  ): AsyncGenerator<TaskEvent | typeof silence> {
    const changes = new TaskChanges(this.feed, tenantId, id, signal);
    let last = after;
    try {
      while (!signal.aborted) {
        const events = await this.tasks.events(tenantId, id, last, page);
        for (const event of events) {
          yield event;
          last = event.sequence;
        }
        const end = events.at(-1);
        if (end !== undefined ? isTerminal(end.status) : await this.hasEnded(tenantId, id)) return;
        if (events.length < page && !(await changes.next(heartbeatMs)) && !signal.aborted) yield silence;
      }
    } finally {
      changes.close();
    }
  }

  /** A client that resumes after the last event of an ended task must not wait for more. */
  private async hasEnded(tenantId: string, id: string): Promise<boolean> {
    return isTerminal((await this.tasks.get(tenantId, id)).status);
  }
}
