import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { ConfigOf, reflexGateway } from '@octollm/catalogue';
import { KeyChangeFeed } from '@octollm/memory';
import { InjectConfig, InjectLogger } from '@octollm/service-kit';
import type { Logger } from 'pino';
import { Authenticator } from '../authenticator.ts';

/**
 * Forgets a key on this replica as soon as any replica, or an operator, has changed it. While the connection is away
 * nothing is heard, and the 30 seconds hold for which a key is remembered.
 */
@Injectable()
export class KeyChanges implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #feed: KeyChangeFeed;

  constructor(
    @InjectConfig() config: ConfigOf<typeof reflexGateway>,
    @Inject(Authenticator) authenticator: Authenticator,
    @InjectLogger() logger: Logger,
  ) {
    this.#feed = new KeyChangeFeed({
      directUrl: config.DATABASE_DIRECT_URL ?? config.DATABASE_URL,
      onChange: (keyId) => authenticator.forget(keyId),
      onError: (error) => logger.info({ error }, 'changes of keys are not heard at the moment'),
    });
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.#feed.start();
  }

  /** Requests are answered until then, so changes are heard until then. */
  async onApplicationShutdown(): Promise<void> {
    await this.#feed.close();
  }
}
