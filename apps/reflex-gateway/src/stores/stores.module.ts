import { Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import type { ConfigOf, reflexGateway } from '@octollm/catalogue';
import { ApiKeyStore, BudgetLeases, Database, HoldStore, ModelCallStore } from '@octollm/memory';
import { CONFIG, DatabaseMeter, Metrics, Readiness } from '@octollm/service-kit';

/** Opens what the gateway reads keys and pauses from, and closes it last. */
@Module({
  providers: [
    {
      provide: Database,
      inject: [CONFIG, Readiness, Metrics],
      useFactory: async (config: ConfigOf<typeof reflexGateway>, readiness: Readiness, metrics: Metrics) => {
        const observer = new DatabaseMeter(metrics);
        const database = await Database.open({
          url: config.DATABASE_URL,
          replicaUrls: config.DATABASE_REPLICA_URLS,
          poolSize: config.DATABASE_POOL_SIZE,
          applicationName: 'reflex-gateway',
          observer,
        });
        observer.show(() => database.pools);
        readiness.add({ name: 'postgres', check: () => database.ping() });
        return database;
      },
    },
    {
      provide: ApiKeyStore,
      inject: [Database],
      useFactory: (database: Database) => new ApiKeyStore(database),
    },
    {
      provide: BudgetLeases,
      inject: [Database],
      useFactory: (database: Database) => new BudgetLeases(database),
    },
    { provide: HoldStore, inject: [Database], useFactory: (database: Database) => new HoldStore(database) },
    {
      provide: ModelCallStore,
      inject: [Database],
      useFactory: (database: Database) => new ModelCallStore(database),
    },
  ],
  exports: [ApiKeyStore, BudgetLeases, HoldStore, ModelCallStore],
})
export class StoresModule implements OnApplicationShutdown {
  constructor(@Inject(Database) private readonly database: Database) {}

  async onApplicationShutdown(): Promise<void> {
    await this.database.close();
  }
}
