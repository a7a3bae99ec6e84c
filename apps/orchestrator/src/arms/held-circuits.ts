import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { type ArmBreaker, type BreakerOrder, type CallerClaims, NotFoundError } from '@octollm/contracts';
import { type HoldActor, HoldStore, HoldWatch } from '@octollm/memory';
import { InjectLogger } from '@octollm/service-kit';
import type { Logger } from 'pino';
import type { Arm } from './arm.ts';
import { ArmRegistry } from './arm-registry.ts';

/**
 * The circuits that operators hold open. PostgreSQL knows them, so they outlive a replica; every replica looks there once
 * a second and gives each of its arms what it finds, those that were registered since included.
 */
@Injectable()
export class HeldCircuits implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #watch: HoldWatch;

  constructor(
    @Inject(HoldStore) private readonly store: HoldStore,
    @Inject(ArmRegistry) private readonly arms: ArmRegistry,
    @InjectLogger() logger: Logger,
  ) {
    this.#watch = new HoldWatch({
      store,
      kind: 'arm',
      onLook: () => this.#apply(),
      onError: (error) => logger.warn({ error }, 'the circuits that operators hold open cannot be read'),
    });
  }

  /** Modules that call arms start after the one of the arms: no call is made that should not be. */
  async onApplicationBootstrap(): Promise<void> {
    await this.#watch.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.#watch.close();
  }

  /** @throws NotFoundError for an arm that this replica does not know */
  async open(armId: string, order: BreakerOrder, caller: CallerClaims): Promise<ArmBreaker> {
    const arm = this.#find(armId);
    const hold = await this.store.set(
      'arm',
      armId,
      { seconds: order.for_seconds, reason: order.reason },
      actorOf(caller),
    );
    this.#watch.learn(armId, hold);
    return arm.breaker;
  }

  /** @throws NotFoundError likewise */
  async close(armId: string, caller: CallerClaims): Promise<void> {
    this.#find(armId);
    await this.store.lift('arm', armId, actorOf(caller));
    this.#watch.learn(armId, undefined);
  }

  #find(armId: string): Arm {
    const arm = this.arms.all.find(({ id }) => id === armId);
    if (arm === undefined) throw new NotFoundError(`There is no arm called ${armId}.`);
    return arm;
  }

  #apply(): void {
    for (const arm of this.arms.all) arm.hold(this.#watch.of(arm.id));
  }
}

const actorOf = ({ tenant_id, sub, user_id }: CallerClaims): HoldActor => ({
  tenantId: tenant_id,
  name: user_id === undefined ? `key:${sub}` : `user:${user_id}`,
});
