import { Inject, Injectable } from '@nestjs/common';
import { type ConfigOf, orchestrator, type Service } from '@octollm/catalogue';
import { ArmCapability } from '@octollm/contracts';
import {
  CONFIG,
  type ServiceClient,
  ServiceClients,
  TOKEN_DENY_LIST,
  type TokenDenyList,
  TokenSigner,
} from '@octollm/service-kit';
import { Arm } from './arm.ts';
import { ArmObserver } from './arm-observer.ts';

interface BuiltIn {
  readonly arm: Arm;
  readonly http: ServiceClient;
}

/** What is known of an arm before it has been asked. */
const capabilityOf = (service: Service, endpoint: string): ArmCapability => ({
  arm_id: service.name,
  name: service.name,
  description: service.description,
  capabilities: service.arm?.actions.map(({ name }) => name) ?? [],
  input_schema: {},
  output_schema: {},
  cost_tier: service.arm?.costTier ?? 1,
  average_latency_ms: 0,
  success_rate: 1,
  endpoint,
  max_concurrent_tasks: service.arm?.maxConcurrentTasks ?? 1,
  version: 'unknown',
});

const pathsOf = (service: Service): ReadonlyMap<string, string> =>
  new Map(service.arm?.actions.map(({ name, path }) => [name, path]));

/** The arms of the catalogue. They never change while the platform runs. */
@Injectable()
export class BuiltInArms {
  readonly #arms: readonly BuiltIn[];

  constructor(
    @Inject(ServiceClients) clients: ServiceClients,
    @Inject(TokenSigner) signer: TokenSigner,
    @Inject(TOKEN_DENY_LIST) denyList: TokenDenyList,
    @Inject(CONFIG) config: ConfigOf<typeof orchestrator>,
    @Inject(ArmObserver) observer: ArmObserver,
  ) {
    const services: readonly Service[] = orchestrator.calls;
    this.#arms = services.map((service) => {
      const http = clients.to(service);
      const paths = pathsOf(service);
      const arm = new Arm({
        capability: capabilityOf(service, http.origin),
        target: { armId: service.name, http, path: (action) => paths.get(action) },
        foreign: false,
        speaksForOthers: service.egress.includes('public-http'),
        breakerResetMs: config.ORCHESTRATOR_BREAKER_RESET_SECONDS * 1_000,
        signer,
        denyList,
        observer,
      });
      return { arm, http };
    });
  }

  get all(): readonly Arm[] {
    return this.#arms.map(({ arm }) => arm);
  }

  /** Asks every arm whether it is ready and what it can do. */
  async poll(): Promise<void> {
    await Promise.all(this.#arms.map((builtIn) => pollOne(builtIn)));
  }
}

const pollOne = async ({ arm, http }: BuiltIn): Promise<void> => {
  try {
    await http.checkReady();
    const answer = await http.request({
      method: 'GET',
      path: '/capabilities',
      timeoutMs: 2_000,
      signal: AbortSignal.timeout(4_000),
    });
    const capability = ArmCapability.parse(await answer.body.json());
    arm.seen({ ...capability, endpoint: http.origin });
  } catch (error) {
    arm.missed(error);
  }
};
