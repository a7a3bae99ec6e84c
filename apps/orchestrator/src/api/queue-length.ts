import { Inject, Injectable } from '@nestjs/common';
import type { WakeUpQueue } from '@octollm/queues';
import { InjectLogger } from '@octollm/service-kit';
import type { Logger } from 'pino';
import { TASK_QUEUE, type TaskWakeUp } from '../stores/task-queue.ts';

/** Asks the task queue how long it is. */
@Injectable()
export class QueueLength {
  constructor(
    @Inject(TASK_QUEUE) private readonly queue: WakeUpQueue<TaskWakeUp>,
    @InjectLogger() private readonly logger: Logger,
  ) {}

  /** Wake-ups that are due; null while the queue is away: a report is worth reading, and all the more so, then. */
  async read(): Promise<number | null> {
    try {
      return await this.queue.waiting();
    } catch (error) {
      this.logger.warn({ error }, 'the task queue does not say how long it is');
      return null;
    }
  }
}
