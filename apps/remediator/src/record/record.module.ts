import { hostname } from 'node:os';
import {
  type BeforeApplicationShutdown,
  Inject,
  Module,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import type { ConfigOf, remediator } from '@octollm/catalogue';
import { Database, RemediationLedger } from '@octollm/memory';
import { CONFIG, DatabaseMeter, LOGGER, Metrics, Readiness, Shutdown } from '@octollm/service-kit';
import type { Logger } from 'pino';
import { ActuatorsModule } from '../actuators/actuators.module.ts';
import { Actuators } from '../actuators/actuators.ts';
import { actionMs } from '../actuators/deadlines.ts';
import { NAMESPACE, POLICY, PolicyModule } from '../policy/policy.module.ts';
import type { Policy } from '../policy/policy.ts';
import { Executor } from './executor.ts';
import { RemediationMeter } from './remediation-meter.ts';
import { Remediator } from './remediator.ts';
import { Sweeper } from './sweeper.ts';

type Config = ConfigOf<typeof remediator>;

/** Opens the record, and closes it after the last action has ended. */
@Module({
  imports: [ActuatorsModule, PolicyModule],
  providers: [
    {
      provide: Database,
      inject: [CONFIG, Readiness, Metrics],
      useFactory: async (config: Config, readiness: Readiness, metrics: Metrics) => {
        const observer = new DatabaseMeter(metrics);
        const database = await Database.open({
          url: config.DATABASE_URL,
          poolSize: config.DATABASE_POOL_SIZE,
          applicationName: 'remediator',
          observer,
        });
        observer.show(() => database.pools);
        readiness.add({ name: 'postgres', check: () => database.ping() });
        return database;
      },
    },
    {
      provide: RemediationLedger,
      inject: [Database],
      useFactory: (database: Database) => new RemediationLedger(database, `remediator@${hostname()}`),
    },
    {
      provide: RemediationMeter,
      inject: [Metrics, LOGGER],
      useFactory: (metrics: Metrics, logger: Logger) => new RemediationMeter(metrics, logger),
    },
    {
      provide: Executor,
      inject: [CONFIG, RemediationLedger, Actuators, RemediationMeter, Shutdown],
      useFactory: (
        { REMEDIATOR_TARGET: target }: Config,
        ledger: RemediationLedger,
        actuator: Actuators,
        watch: RemediationMeter,
        { hard: signal }: Shutdown,
      ) => new Executor({ ledger, actuator, watch, signal, timeoutMs: actionMs(target) }),
    },
    {
      provide: Remediator,
      inject: [CONFIG, RemediationLedger, Executor, RemediationMeter, POLICY, NAMESPACE],
      useFactory: (
        { REMEDIATOR_MODE: mode }: Config,
        ledger: RemediationLedger,
        executor: Executor,
        meter: RemediationMeter,
        policy: Policy,
        namespace: string,
      ) => new Remediator(ledger, executor, { policy, mode, namespace }, meter),
    },
    {
      provide: Sweeper,
      inject: [RemediationLedger, Remediator, RemediationMeter, LOGGER],
      useFactory: (
        ledger: RemediationLedger,
        remediator: Remediator,
        meter: RemediationMeter,
        logger: Logger,
      ) =>
        new Sweeper({
          ledger,
          remediator,
          onLost: (action, target) => meter.lost(action, target),
          onError: (error) => logger.warn({ error }, 'the record could not be looked through'),
        }),
    },
  ],
  exports: [Remediator],
})
export class RecordModule
  implements OnApplicationBootstrap, BeforeApplicationShutdown, OnApplicationShutdown
{
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Executor) private readonly executor: Executor,
    @Inject(Sweeper) private readonly sweeper: Sweeper,
  ) {}

  onApplicationBootstrap(): void {
    this.sweeper.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.sweeper.stop();
    await this.executor.idle();
  }

  async onApplicationShutdown(): Promise<void> {
    // A request that came last may have begun an action.
    await this.executor.idle();
    await this.database.close();
  }
}
