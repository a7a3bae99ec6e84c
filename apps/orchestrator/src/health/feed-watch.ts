import { Inject, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { TaskChangeFeed } from '@octollm/memory';
import { SelfHealing } from './self-healing.ts';

/** No task has this id: whoever listens to it hears of gaps alone. */
const nobody = { tenant: '', task: '' };

/** Takes note when the connection that announces changes of tasks was lost and has been made again. */
@Injectable()
export class FeedWatch implements OnModuleInit, OnModuleDestroy {
  #unsubscribe: (() => void) | undefined;

  constructor(
    @Inject(TaskChangeFeed) private readonly feed: Pick<TaskChangeFeed, 'subscribe'>,
    @Inject(SelfHealing) private readonly healing: Pick<SelfHealing, 'record'>,
  ) {}

  onModuleInit(): void {
    this.#unsubscribe = this.feed.subscribe(nobody.tenant, nobody.task, (change) => {
      if (change === 'gap')
        this.healing.record({
          action: 'reconnect',
          subject: 'task-changes',
          details: { reason: 'the connection was lost' },
        });
    });
  }

  onModuleDestroy(): void {
    this.#unsubscribe?.();
  }
}
