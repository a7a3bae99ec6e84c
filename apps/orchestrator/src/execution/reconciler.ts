import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { TaskStore } from '@octollm/memory';
import type { WakeUpQueue } from '@octollm/queues';
import { InjectLogger } from '@octollm/service-kit';
import type { Logger } from 'pino';
import { TASK_QUEUE, type TaskWakeUp } from '../stores/task-queue.ts';

const everyMs = 2_000;
/** A task that nobody has claimed for this long has lost its wake-up. */
const idleMs = 10_000;
const limit = 500;

/**
 * Wakes tasks that the queue has lost: after Redis was flushed, after a replica was killed. PostgreSQL says which
 * tasks those are, so every replica may do this, and doing it twice changes nothing.
 */
@Injectable()
export class Reconciler implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #stop = new AbortController();
  #running: Promise<void> = Promise.resolve();

  constructor(
    @Inject(TaskStore) private readonly tasks: TaskStore,
    @Inject(TASK_QUEUE) private readonly queue: WakeUpQueue<TaskWakeUp>,
    @InjectLogger() private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.#running = this.loop();
  }

  async onModuleDestroy(): Promise<void> {
    this.#stop.abort();
    await this.#running;
  }

  /** Wakes every task that waits without a wake-up. Returns how many. */
  async reconcile(): Promise<number> {
    const orphans = await this.tasks.orphans({ idleMs, limit });
    await Promise.all(
      orphans.map(({ tenantId, taskId }) => this.queue.add({ tenant_id: tenantId, task_id: taskId })),
    );
    return orphans.length;
  }

  private async loop(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      try {
        const woken = await this.reconcile();
        if (woken > 0) this.logger.info({ woken }, 'tasks without a wake-up were woken');
      } catch (error) {
        this.logger.warn({ error }, 'tasks could not be reconciled; trying again');
      }
      await sleep(everyMs, undefined, { signal: this.#stop.signal }).catch((error: unknown) => {
        if (!this.#stop.signal.aborted) throw error;
      });
    }
  }
}
