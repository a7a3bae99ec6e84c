import { Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { Database, ReplicaMessages, TaskChangeFeed } from '@octollm/memory';
import { LOGGER } from '@octollm/service-kit';
import type { Logger } from 'pino';
import { replicaName } from '../replica.ts';
import { StoresModule } from '../stores/stores.module.ts';
import { LiveAnswers } from './live-answers.ts';

/** Lets answers be read while they are written. */
@Module({
  imports: [StoresModule],
  providers: [
    {
      provide: LiveAnswers,
      inject: [Database, TaskChangeFeed, LOGGER],
      useFactory: (database: Database, feed: TaskChangeFeed, logger: Logger): LiveAnswers => {
        const replicas = new ReplicaMessages(database);
        const answers = new LiveAnswers({
          replica: replicaName,
          send: (messages) => replicas.send(messages),
          onError: (error) =>
            logger.warn({ error }, 'pieces of answers did not reach the other replicas; the answers do'),
        });
        feed.onMessage((message) => answers.hear(message));
        return answers;
      },
    },
  ],
  exports: [LiveAnswers],
})
export class LiveModule implements OnApplicationShutdown {
  constructor(@Inject(LiveAnswers) private readonly answers: LiveAnswers) {}

  async onApplicationShutdown(): Promise<void> {
    await this.answers.close();
  }
}
