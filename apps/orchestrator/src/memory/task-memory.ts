import { type BeforeApplicationShutdown, Inject, Injectable } from '@nestjs/common';
import { coderArm, plannerArm } from '@octollm/catalogue';
import { RetrieverKeepOutput, RetrieverRememberOutput } from '@octollm/contracts';
import { TaskStore } from '@octollm/memory';
import { Shutdown } from '@octollm/service-kit';
import type { CoderSolution } from './coder-solutions.ts';
import { MemoryClient } from './memory-client.ts';
import { MemoryObserver } from './memory-observer.ts';
import { rememberedTask } from './remembered-task.ts';

/** What a run of a plan leaves to be remembered. */
export interface Learned {
  readonly arms: readonly string[];
  readonly solutions: readonly CoderSolution[];
}

/** A task that has ended. */
interface EndedTask extends Learned {
  readonly tenantId: string;
  readonly taskId: string;
}

/** Few, so that under load tasks go before what is remembered of them. */
const mostAtOnce = 2;
/** Tasks that wait to be remembered; further ones are dropped and counted. */
const mostWaiting = 1_000;
const patienceMs = 5_000;

/** Has tasks remembered that came to solutions, and these. Nobody waits for it, and other tasks cost nothing. */
@Injectable()
export class TaskMemory implements BeforeApplicationShutdown {
  readonly #waiting: EndedTask[] = [];
  readonly #running = new Set<Promise<void>>();

  constructor(
    @Inject(TaskStore) private readonly tasks: Pick<TaskStore, 'get'>,
    @Inject(MemoryClient) private readonly memory: MemoryClient,
    @Inject(MemoryObserver) private readonly observer: MemoryObserver,
    @Inject(Shutdown) private readonly shutdown: Shutdown,
  ) {}

  /** Takes a task whose end is stored. */
  ended({ tenantId, taskId }: Pick<EndedTask, 'tenantId' | 'taskId'>, { arms, solutions }: Learned): void {
    if (solutions.length === 0) return;
    if (this.#waiting.length >= mostWaiting) return this.observer.dropped('remember');
    this.#waiting.push({ tenantId, taskId, arms, solutions });
    this.#next();
  }

  /** Comes when no task is worked on any more; what still waits is remembered while the drain time lasts. */
  async beforeApplicationShutdown(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }

  #next(): void {
    while (this.#running.size < mostAtOnce) {
      const task = this.#waiting.shift();
      if (task === undefined) return;
      const run = this.#remember(task)
        .catch((error: unknown) => this.observer.failed('remember', error))
        .finally(() => {
          this.#running.delete(run);
          this.#next();
        });
      this.#running.add(run);
    }
  }

  async #remember({ tenantId, taskId, arms, solutions }: EndedTask): Promise<void> {
    const call = { tenantId, taskId, milliseconds: patienceMs, signal: this.shutdown.hard };
    const input = rememberedTask(await this.tasks.get(tenantId, taskId), arms);
    const planner = { allows: 'memory.write', onBehalfOf: plannerArm.name } as const;
    await this.memory.call(
      { ...call, stepId: 'ended', action: 'remember', right: planner, input },
      RetrieverRememberOutput,
    );
    for (const { stepId, ...solution } of solutions) {
      const right = { allows: 'memory.write', onBehalfOf: coderArm.name } as const;
      await this.memory.call(
        { ...call, stepId, action: 'keep', right, input: solution },
        RetrieverKeepOutput,
      );
    }
  }
}
