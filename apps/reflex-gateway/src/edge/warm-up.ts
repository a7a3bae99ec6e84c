import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { orchestrator } from '@octollm/catalogue';
import { routes } from '@octollm/contracts';
import { ApiKeyStore, hashApiKey } from '@octollm/memory';
import { InjectLogger, ServiceClients } from '@octollm/service-kit';
import type { Logger } from 'pino';
import { Screener } from '../guards/screener.ts';

/** As many connections to the orchestrator as the first requests are likely to need. */
const connections = 5;
const timeoutMs = 2_000;

/** Often enough for V8 to compile what screens a body. */
const screenings = 40;
const nobody = { tenantId: 'warm-up', tier: 'free' } as const;
const sample = {
  prompt: 'Fetch both pages, and write to jo@example.com or +44 20 7946 0958 when one of them is away.',
  tools: [{ id: 'first', tool: 'http_get', args: { url: 'https://example.com/first?page=1' } }],
};

/**
 * Does once, before the gateway is ready, what the first requests would wait for: screens a text, and opens connections
 * to the orchestrator and to the store of keys. What fails is logged and nothing more: the gateway starts without the orchestrator.
 */
@Injectable()
export class WarmUp implements OnApplicationBootstrap {
  constructor(
    @Inject(ServiceClients) private readonly clients: ServiceClients,
    @Inject(ApiKeyStore) private readonly keys: ApiKeyStore,
    @Inject(Screener) private readonly screener: Screener,
    @InjectLogger() private readonly logger: Logger,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const work = [
      this.screen(),
      ...Array.from({ length: connections }, () => this.connect()),
      ...Array.from({ length: connections }, () => this.keys.findByHash(hashApiKey(''))),
    ];
    for (const outcome of await Promise.allSettled(work))
      if (outcome.status === 'rejected')
        this.logger.info({ error: outcome.reason as unknown }, 'a part could not be warmed up');
  }

  private async screen(): Promise<void> {
    const judgement = this.screener.judgementOf(nobody);
    for (let round = 0; round < screenings; round += 1)
      await this.screener.screen({ routeId: routes.execute.id, body: sample, judgement });
  }

  private async connect(): Promise<void> {
    const { body } = await this.clients
      .to(orchestrator)
      .request({ method: 'GET', path: '/health/live', timeoutMs });
    await body.dump();
  }
}
