import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { type ConfigOf, type orchestrator, services } from '@octollm/catalogue';
import { type ArmCapability, ConflictError, OctoError, UnavailableError } from '@octollm/contracts';
import { ArmStore, type StoredArm } from '@octollm/memory';
import {
  CONFIG,
  ForeignClients,
  InjectLogger,
  type ServiceClient,
  TOKEN_DENY_LIST,
  type TokenDenyList,
  TokenSigner,
} from '@octollm/service-kit';
import type { Logger } from 'pino';
import { Arm } from './arm.ts';
import { ArmObserver } from './arm-observer.ts';
import { OutputSchemas } from './output-schemas.ts';

interface ForeignArm {
  readonly arm: Arm;
  readonly http: ServiceClient;
  readonly revision: number;
}

/**
 * The arms that were registered over the API. PostgreSQL holds them, every replica keeps what it has read of them:
 * calls never wait for the database. An arm is called at `<endpoint>/<capability>` (docs/foreign-arms.md).
 */
@Injectable()
export class ForeignArms implements OnApplicationShutdown {
  #arms: ReadonlyMap<string, ForeignArm> = new Map();
  /** Counts registrations here, so that a list that was read before one does not undo it. */
  #registrations = 0;
  /** Arms that are stored and cannot be used, by the revision that was complained of. */
  readonly #unusable = new Map<string, number>();

  constructor(
    @Inject(ArmStore) private readonly store: ArmStore,
    @Inject(ForeignClients) private readonly clients: ForeignClients,
    @Inject(TokenSigner) private readonly signer: TokenSigner,
    @Inject(TOKEN_DENY_LIST) private readonly denyList: TokenDenyList,
    @Inject(CONFIG) private readonly config: ConfigOf<typeof orchestrator>,
    @Inject(ArmObserver) private readonly observer: ArmObserver,
    @InjectLogger() private readonly logger: Logger,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([...this.#arms.values()].map(({ http }) => http.close()));
  }

  get all(): readonly Arm[] {
    return [...this.#arms.values()].map(({ arm }) => arm);
  }

  /**
   * Stores an arm for all replicas; this one knows it at once, the others with their next poll.
   * @throws ConflictError for the name of a service of the platform; ForbiddenError, UnprocessableError for an
   * endpoint that may not be called; UnprocessableError for a schema that cannot be read
   */
  async register(capability: ArmCapability, registeredBy: string): Promise<Arm> {
    if (services.some(({ name }) => name === capability.arm_id))
      throw new ConflictError(`${capability.arm_id} is a part of the platform. Choose another arm_id.`);
    this.clients.check(capability.endpoint);
    new OutputSchemas(capability);
    const stored = await this.store.save(capability, registeredBy);
    this.#registrations++;
    const entry = this.#entryFor(stored);
    this.#arms = new Map(this.#arms).set(capability.arm_id, entry);
    return entry.arm;
  }

  /** Takes over what is stored. @throws UnavailableError when the database does not answer */
  async sync(): Promise<void> {
    const registrations = this.#registrations;
    const stored = await this.store.list();
    if (registrations !== this.#registrations) return;
    const before = this.#arms;
    this.#arms = new Map(stored.flatMap((arm) => this.#usable(arm)));
    for (const [armId, { http }] of before) if (!this.#arms.has(armId)) void http.retire();
  }

  /** Asks every arm whether it is ready. One without `/health/ready` is taken to be, as long as it answers. */
  async poll(): Promise<void> {
    await Promise.all([...this.#arms.values()].map((foreign) => pollOne(foreign)));
  }

  #usable(stored: StoredArm): [string, ForeignArm][] {
    const { arm_id } = stored.capability;
    try {
      return [[arm_id, this.#entryFor(stored)]];
    } catch (error) {
      if (!(error instanceof OctoError)) throw error;
      if (this.#unusable.get(arm_id) !== stored.revision)
        this.logger.warn({ arm: arm_id, error }, 'a foreign arm that is registered cannot be used');
      this.#unusable.set(arm_id, stored.revision);
      return [];
    }
  }

  /** What is known of the arm already, with its breaker and its past, unless it has changed. */
  #entryFor({ capability, revision }: StoredArm): ForeignArm {
    const known = this.#arms.get(capability.arm_id);
    if (known?.revision === revision) return known;
    const schemas = new OutputSchemas(capability);
    const http = this.clients.to(capability.arm_id, capability.endpoint);
    void known?.http.retire();
    const arm = new Arm({
      capability,
      target: {
        armId: capability.arm_id,
        http,
        path: (action) => (capability.capabilities.includes(action) ? `/${action}` : undefined),
        outputProblem: (action, output) => schemas.problem(action, output),
      },
      foreign: true,
      speaksForOthers: false,
      breakerResetMs: this.config.ORCHESTRATOR_BREAKER_RESET_SECONDS * 1_000,
      signer: this.signer,
      denyList: this.denyList,
      observer: this.observer,
    });
    return { arm, http, revision };
  }
}

const pollOne = async ({ arm, http }: ForeignArm): Promise<void> => {
  try {
    const { statusCode, body } = await http.request({
      method: 'GET',
      path: '/health/ready',
      timeoutMs: 2_000,
      signal: AbortSignal.timeout(4_000),
    });
    await body.dump();
    if (statusCode === 200 || statusCode === 404) arm.seen();
    else arm.missed(new UnavailableError(`${arm.id} answers ${statusCode} when asked whether it is ready.`));
  } catch (error) {
    arm.missed(error);
  }
};
