import { Inject, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import type { ArmAnomaly, ArmBreaker, ArmCapability, PlannableArm, RegisteredArm } from '@octollm/contracts';
import { InjectLogger } from '@octollm/service-kit';
import type { Logger } from 'pino';
import { asksMemory } from '../memory/memory-actions.ts';
import type { Arm } from './arm.ts';
import { type ArmCallOptions, type ArmReply, unanswered } from './arm-client.ts';
import { asksModel } from './asks-model.ts';
import { BuiltInArms } from './built-in-arms.ts';
import { callWithFallback } from './fallback.ts';
import { ForeignArms } from './foreign-arms.ts';
import { rankArms } from './rank-arms.ts';

const pollMs = 5_000;

/** All arms, those of the catalogue and foreign ones: what they can do, how they are, and the way to call them. */
@Injectable()
export class ArmRegistry implements OnModuleInit, OnModuleDestroy {
  #timer: NodeJS.Timeout | undefined;
  #hasWarned = false;

  constructor(
    @Inject(BuiltInArms) private readonly builtIn: BuiltInArms,
    @Inject(ForeignArms) private readonly foreign: ForeignArms,
    @InjectLogger() private readonly logger: Logger,
  ) {}

  /** Foreign arms are known before the first task is taken. */
  async onModuleInit(): Promise<void> {
    await this.#sync();
    const poll = (): void => {
      void this.#poll();
    };
    this.#timer = setInterval(poll, pollMs);
    poll();
  }

  onModuleDestroy(): void {
    clearInterval(this.#timer);
  }

  /** The arms a plan may use, without what the orchestrator alone may ask of them. */
  get plannable(): readonly PlannableArm[] {
    return this.all.map(({ plannable }) => ({
      ...plannable,
      capabilities: plannable.capabilities.filter((capability) => !asksMemory(plannable.arm_id, capability)),
    }));
  }

  list(): readonly RegisteredArm[] {
    return this.all.map((arm) => arm.describe());
  }

  /** Every arm that is known. */
  get all(): readonly Arm[] {
    return [...this.builtIn.all, ...this.foreign.all];
  }

  /** Whether a call of an arm may cost something; taken for granted of one that is not known. */
  asksModels(armId: string): boolean {
    return this.all.find(({ id }) => id === armId)?.asksModels ?? asksModel(armId);
  }

  /** How many calls an arm takes at the same time; undefined for one that is not known. */
  maxConcurrent(armId: string): number | undefined {
    return this.all.find(({ id }) => id === armId)?.maxConcurrent;
  }

  /** What is worse than usual, as this replica sees it. */
  anomalies(): readonly ArmAnomaly[] {
    return this.all.flatMap((arm) => arm.anomalies);
  }

  /** The breakers of this replica. */
  breakers(): readonly (ArmBreaker & { readonly arm_id: string })[] {
    return this.all.map(({ id, breaker }) => ({ arm_id: id, ...breaker }));
  }

  /** Registers a foreign arm, or changes it. @throws as `ForeignArms.register` */
  async register(capability: ArmCapability, registeredBy: string): Promise<RegisteredArm> {
    return (await this.foreign.register(capability, registeredBy)).describe();
  }

  /** The arms that can carry out an action, the best first; `rankArms` says how they are ordered. */
  route(action: string, preferred?: string): readonly Arm[] {
    const able = this.all.filter((arm) => arm.can(action));
    if (able.length < 2) return able;
    const byId = new Map(able.map((arm) => [arm.id, arm]));
    return rankArms(
      able.map(({ standing }) => standing),
      preferred,
    ).flatMap(({ armId }) => byId.get(armId) ?? []);
  }

  /**
   * Carries out an action: on the named arm, or on any that can, when none is named. When that arm cannot be used
   * another one is asked that can do the same, and the answer carries a warning (`isFallbackWarning`). It rejects
   * only when the signal was aborted.
   */
  async call(named: string | undefined, options: ArmCallOptions): Promise<ArmReply> {
    const arms = this.route(options.action, named);
    const [best] = arms;
    if (best === undefined || (named !== undefined && !arms.some(({ id }) => id === named)))
      return this.#nobody(named, options.action);
    // What is remembered is for nobody who happens to have actions of these names.
    const asked = options.memory === undefined ? arms : arms.filter(({ id }) => id === named);
    return callWithFallback(asked, named ?? best.id, options);
  }

  #nobody(named: string | undefined, action: string): ArmReply {
    if (named !== undefined && this.all.some(({ id }) => id === named))
      return unanswered({
        code: 'unknown_action',
        category: 'invalid_input',
        message: `${named} cannot ${action}.`,
        retryable: false,
      });
    return unanswered({
      code: 'unknown_arm',
      category: 'unavailable',
      message: named === undefined ? `No arm can ${action}.` : `There is no arm called ${named}.`,
      // Another replica may know an arm for a moment longer than this one does not.
      retryable: true,
      retry_after: pollMs / 1_000,
    });
  }

  async #poll(): Promise<void> {
    await this.#sync();
    await Promise.all([this.builtIn.poll(), this.foreign.poll()]);
  }

  /** What is known of the foreign arms is used on while the database is away. */
  async #sync(): Promise<void> {
    try {
      await this.foreign.sync();
      this.#hasWarned = false;
    } catch (error) {
      if (!this.#hasWarned) this.logger.warn({ error }, 'the foreign arms cannot be read');
      this.#hasWarned = true;
    }
  }
}
