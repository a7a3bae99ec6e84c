import { type BeforeApplicationShutdown, Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { allows, type PauseOrder, type TenantPause, TenantPausedError } from '@octollm/contracts';
import { type Hold, HoldStore, HoldWatch } from '@octollm/memory';
import { InjectLogger } from '@octollm/service-kit';
import type { Logger } from 'pino';
import { actorOf } from '../actor-of.ts';
import type { Identity } from '../identity.ts';

/**
 * The tenants that operators have paused. PostgreSQL knows them, and every replica looks there once a second; while it is
 * away, the pauses that were known last hold until their end.
 */
@Injectable()
export class TenantPauses implements OnModuleInit, BeforeApplicationShutdown {
  readonly #watch: HoldWatch;

  constructor(
    @Inject(HoldStore) private readonly store: HoldStore,
    @InjectLogger() logger: Logger,
  ) {
    this.#watch = new HoldWatch({
      store,
      kind: 'tenant',
      onError: (error) => logger.warn({ error }, 'the pauses of tenants cannot be read'),
    });
  }

  async onModuleInit(): Promise<void> {
    await this.#watch.start();
  }

  /** Requests are answered until then. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.#watch.close();
  }

  /** Lets admins through, so that nobody locks out those who can end the pause. @throws TenantPausedError */
  check({ tenantId, scopes }: Identity): void {
    const hold = this.#watch.of(tenantId);
    if (hold === undefined || allows(scopes, 'admin')) return;
    throw new TenantPausedError(
      `An operator has paused your tenant until ${hold.until.toISOString()}. Its tasks that run go on.`,
      { retryAfter: (hold.until.getTime() - Date.now()) / 1_000 },
    );
  }

  /** What this replica refuses. */
  get all(): readonly TenantPause[] {
    return this.#watch.all.map(onWire);
  }

  /** The pause of a tenant as it is stored; undefined when there is none. @throws UnavailableError */
  async find(tenantId: string): Promise<TenantPause | undefined> {
    const hold = (await this.store.list('tenant')).find(({ subject }) => subject === tenantId);
    return hold === undefined ? undefined : onWire(hold);
  }

  /** When it returns, this replica refuses the requests of the tenant. @throws UnavailableError */
  async pause(tenantId: string, order: PauseOrder, admin: Identity): Promise<TenantPause> {
    const { for_seconds: seconds, reason } = order;
    const actor = { tenantId: admin.tenantId, name: actorOf(admin) };
    const hold = await this.store.set('tenant', tenantId, { seconds, reason }, actor);
    this.#watch.learn(tenantId, hold);
    return onWire(hold);
  }

  /** When it returns, this replica lets the requests of the tenant in. @throws UnavailableError */
  async resume(tenantId: string, admin: Identity): Promise<void> {
    await this.store.lift('tenant', tenantId, { tenantId: admin.tenantId, name: actorOf(admin) });
    this.#watch.learn(tenantId, undefined);
  }
}

const onWire = ({ subject, since, until, reason, by }: Hold): TenantPause => ({
  tenant_id: subject,
  since: since.toISOString(),
  until: until.toISOString(),
  reason,
  by,
});
