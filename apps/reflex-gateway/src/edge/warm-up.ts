import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { orchestrator } from '@octollm/catalogue';
import { ApiKeyStore, hashApiKey } from '@octollm/memory';
import { InjectLogger, ServiceClients } from '@octollm/service-kit';
import type { Logger } from 'pino';

/** As many connections to the orchestrator as the first requests are likely to need. */
const connections = 5;
const timeoutMs = 2_000;

/**
 * Does once, before the gateway is ready, what the first requests would wait for: opens connections to the orchestrator
 * and to the store of keys. What fails is logged and nothing more: the gateway starts without the orchestrator.
 */
@Injectable()
export class WarmUp implements OnApplicationBootstrap {
  constructor(
    @Inject(ServiceClients) private readonly clients: ServiceClients,
    @Inject(ApiKeyStore) private readonly keys: ApiKeyStore,
    @InjectLogger() private readonly logger: Logger,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const work = [
      ...Array.from({ length: connections }, () => this.connect()),
      ...Array.from({ length: connections }, () => this.keys.findByHash(hashApiKey(''))),
    ];
    for (const outcome of await Promise.allSettled(work))
      if (outcome.status === 'rejected')
        this.logger.info({ error: outcome.reason as unknown }, 'a part could not be warmed up');
  }

  private async connect(): Promise<void> {
    const { body } = await this.clients
      .to(orchestrator)
      .request({ method: 'GET', path: '/health/live', timeoutMs });
    await body.dump();
  }
}
