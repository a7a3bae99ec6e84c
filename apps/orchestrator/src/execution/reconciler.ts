import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { ConfigOf, orchestrator } from '@octollm/catalogue';
import { ApprovalStore, TaskStore } from '@octollm/memory';
import type { WakeUpQueue } from '@octollm/queues';
import { CONFIG, InjectLogger } from '@octollm/service-kit';
import type { Logger } from 'pino';
import { SelfHealing } from '../health/self-healing.ts';
import { TASK_QUEUE, type TaskWakeUp } from '../stores/task-queue.ts';

const everyMs = 2_000;
/** A decision that nobody has acted on for this long has lost its wake-up. */
const decidedMs = 2_000;
const limit = 2_000;
/** A turn that takes longer hangs, and the next one begins without it. */
const longestTurnMs = 60_000;

/**
 * Wakes tasks that the queue has lost: after Redis was flushed, after a replica was killed. PostgreSQL says which
 * tasks those are, so every replica may do this, and doing it twice changes nothing. So it does with decisions that
 * nobody has acted on.
 */
@Injectable()
export class Reconciler implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #stop = new AbortController();
  #running: Promise<void> = Promise.resolve();
  /** A task that nobody has claimed for as long as a lease lasts has lost its wake-up. */
  private readonly idleMs: number;

  constructor(
    @Inject(TaskStore) private readonly tasks: TaskStore,
    @Inject(ApprovalStore) private readonly approvals: ApprovalStore,
    @Inject(TASK_QUEUE) private readonly queue: WakeUpQueue<TaskWakeUp>,
    @Inject(SelfHealing) private readonly healing: SelfHealing,
    @Inject(CONFIG) config: ConfigOf<typeof orchestrator>,
    @InjectLogger() private readonly logger: Logger,
  ) {
    this.idleMs = config.ORCHESTRATOR_LEASE_SECONDS * 1_000;
  }

  onApplicationBootstrap(): void {
    this.#running = this.loop();
  }

  async onModuleDestroy(): Promise<void> {
    this.#stop.abort();
    await this.#running;
  }

  /** Wakes every task that waits without a wake-up. Returns how many. */
  async reconcile(): Promise<number> {
    const [orphans, decided] = await Promise.all([
      this.tasks.orphans({ idleMs: this.idleMs, limit }),
      this.approvals.unattended({ idleMs: decidedMs, limit }),
    ]);
    const sleeping = orphans.length + decided.length;
    if (sleeping > 0) await this.noteLoss(sleeping);
    await Promise.all([
      ...orphans.map(({ tenantId, taskId, priority }) =>
        this.queue.add({ tenant_id: tenantId, task_id: taskId }, { priority }),
      ),
      ...decided.map(({ tenantId, taskId }) => this.queue.add({ tenant_id: tenantId, task_id: taskId })),
    ]);
    return sleeping;
  }

  /** While there is more to do than can be begun, tasks wait with their wake-ups in the queue: nothing was lost then. */
  private async noteLoss(sleeping: number): Promise<void> {
    const queued = await this.queue.waiting();
    if (queued >= sleeping) return;
    this.healing.record({ action: 'wake_tasks', subject: 'task-queue', details: { sleeping, queued } });
  }

  /** A turn that hangs is left behind, so that the next one is not kept from its work. */
  private async turn(): Promise<void> {
    const over = new AbortController();
    const late = sleep(longestTurnMs, null, { signal: over.signal }).catch(() => null);
    const woken = await Promise.race([this.reconcile(), late]).finally(() => over.abort());
    if (woken === null)
      this.healing.record({
        action: 'restart_loop',
        subject: 'reconciler',
        details: { reason: `it had not ended after ${longestTurnMs / 1_000} seconds` },
      });
    else if (woken > 0) this.logger.info({ woken }, 'tasks without a wake-up were woken');
  }

  private async loop(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      try {
        await this.turn();
      } catch (error) {
        this.logger.warn({ error }, 'tasks could not be reconciled; trying again');
      }
      await sleep(everyMs, undefined, { signal: this.#stop.signal }).catch((error: unknown) => {
        if (!this.#stop.signal.aborted) throw error;
      });
    }
  }
}
