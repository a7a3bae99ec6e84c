import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { ConfigOf, orchestrator } from '@octollm/catalogue';
import { SessionStore } from '@octollm/memory';
import { InjectConfig, InjectLogger } from '@octollm/service-kit';
import type { Logger } from 'pino';

type Config = Pick<ConfigOf<typeof orchestrator>, 'RETENTION_SESSION_DAYS'>;

const dayMs = 86_400_000;
const everyMs = 3_600_000;
const batch = 1_000;

/** Purges old sessions, once an hour. Every replica may: what one has removed, the others do not find. */
@Injectable()
export class SessionRetention implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #stop = new AbortController();
  #running: Promise<void> = Promise.resolve();

  constructor(
    @Inject(SessionStore) private readonly sessions: SessionStore,
    @InjectLogger() private readonly logger: Logger,
    @InjectConfig() private readonly config: Config,
  ) {}

  onApplicationBootstrap(): void {
    this.#running = this.loop();
  }

  async onModuleDestroy(): Promise<void> {
    this.#stop.abort();
    await this.#running;
  }

  /** Removes every session that was last used more days before than they are kept. Returns how many. */
  async purge(now: Date): Promise<number> {
    const olderThan = new Date(now.getTime() - this.config.RETENTION_SESSION_DAYS * dayMs);
    let removed = 0;
    for (;;) {
      const count = await this.sessions.purge(olderThan, batch);
      removed += count;
      if (count < batch || this.#stop.signal.aborted) return removed;
    }
  }

  private async loop(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      try {
        const removed = await this.purge(new Date());
        if (removed > 0) this.logger.info({ removed }, 'old sessions were removed');
      } catch (error) {
        this.logger.warn({ error }, 'old sessions could not be removed; trying again in an hour');
      }
      await sleep(everyMs, undefined, { signal: this.#stop.signal }).catch((error: unknown) => {
        if (!this.#stop.signal.aborted) throw error;
      });
    }
  }
}
