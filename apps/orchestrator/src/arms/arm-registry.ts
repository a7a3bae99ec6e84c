import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { orchestrator, type Service } from '@octollm/catalogue';
import { ArmCapability, type ArmHealth, type PlannableArm, type RegisteredArm } from '@octollm/contracts';
import { InjectLogger, type ServiceClient, ServiceClients, TokenSigner } from '@octollm/service-kit';
import type { Logger } from 'pino';
import { type ArmCallOptions, ArmClient, type ArmReply } from './arm-client.ts';

const pollMs = 5_000;

interface Entry {
  readonly service: Service;
  readonly http: ServiceClient;
  readonly client: ArmClient;
  capability: ArmCapability | null;
  health: ArmHealth;
  lastSeenAt: Date | null;
  inFlight: number;
  calls: number;
  successes: number;
  totalMs: number;
}

/** The arms of the catalogue: what they can do, how they are, and the way to call them. */
@Injectable()
export class ArmRegistry implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #entries: ReadonlyMap<string, Entry>;
  #timer: NodeJS.Timeout | undefined;

  constructor(
    @Inject(ServiceClients) clients: ServiceClients,
    @Inject(TokenSigner) signer: TokenSigner,
    @InjectLogger() private readonly logger: Logger,
  ) {
    const arms: readonly Service[] = orchestrator.calls;
    this.#entries = new Map(
      arms.map((service) => {
        const http = clients.to(service);
        const client = new ArmClient(service, http, signer);
        const counts = { inFlight: 0, calls: 0, successes: 0, totalMs: 0 };
        return [
          service.name,
          { service, http, client, capability: null, health: 'unknown', lastSeenAt: null, ...counts },
        ];
      }),
    );
  }

  onApplicationBootstrap(): void {
    const poll = (): void => {
      void this.#pollAll();
    };
    this.#timer = setInterval(poll, pollMs);
    poll();
  }

  onModuleDestroy(): void {
    clearInterval(this.#timer);
  }

  /** The arms a plan may use. */
  get plannable(): readonly PlannableArm[] {
    return [...this.#entries.values()].map(({ service }) => ({
      arm_id: service.name,
      capabilities: service.arm?.actions.map(({ name }) => name) ?? [],
    }));
  }

  list(): readonly RegisteredArm[] {
    return [...this.#entries.values()].map(describe);
  }

  /** Calls an arm. It rejects only when the signal was aborted. @throws UnknownArmError */
  async call(arm: string, options: ArmCallOptions): Promise<ArmReply> {
    const entry = this.#entries.get(arm);
    if (entry === undefined) throw new UnknownArmError(arm);
    const started = performance.now();
    entry.inFlight++;
    try {
      const reply = await entry.client.call(options);
      entry.calls++;
      entry.totalMs += performance.now() - started;
      if (reply.success) entry.successes++;
      return reply;
    } finally {
      entry.inFlight--;
    }
  }

  async #pollAll(): Promise<void> {
    await Promise.all([...this.#entries.values()].map((entry) => this.#poll(entry)));
  }

  async #poll(entry: Entry): Promise<void> {
    const before = entry.health;
    try {
      await entry.http.checkReady();
      const answer = await entry.http.request({
        method: 'GET',
        path: '/capabilities',
        timeoutMs: 2_000,
        signal: AbortSignal.timeout(4_000),
      });
      entry.capability = ArmCapability.parse(await answer.body.json());
      entry.health = 'healthy';
      entry.lastSeenAt = new Date();
    } catch (error) {
      entry.health = 'unhealthy';
      if (before !== 'unhealthy')
        this.logger.warn({ arm: entry.service.name, error }, 'an arm does not answer');
      return;
    }
    if (before === 'unhealthy') this.logger.info({ arm: entry.service.name }, 'an arm answers again');
  }
}

/** An arm that is not in the registry. */
export class UnknownArmError extends Error {
  constructor(arm: string) {
    super(`There is no arm called ${arm}.`);
    this.name = 'UnknownArmError';
  }
}

const describe = (entry: Entry): RegisteredArm => ({
  arm_id: entry.service.name,
  name: entry.capability?.name ?? entry.service.name,
  description: entry.service.description,
  capabilities: entry.capability?.capabilities ?? entry.service.arm?.actions.map(({ name }) => name) ?? [],
  input_schema: entry.capability?.input_schema ?? {},
  output_schema: entry.capability?.output_schema ?? {},
  cost_tier: entry.service.arm?.costTier ?? 1,
  average_latency_ms: entry.calls === 0 ? 0 : Math.round((entry.totalMs / entry.calls) * 10) / 10,
  success_rate: entry.calls === 0 ? 1 : entry.successes / entry.calls,
  endpoint: entry.http.origin,
  max_concurrent_tasks: entry.service.arm?.maxConcurrentTasks ?? 1,
  version: entry.capability?.version ?? 'unknown',
  health: entry.health,
  calls_in_flight: entry.inFlight,
  last_seen_at: entry.lastSeenAt?.toISOString() ?? null,
});
