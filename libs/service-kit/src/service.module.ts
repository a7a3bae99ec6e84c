import { type DynamicModule, Module, type Type } from '@nestjs/common';
import type { Service } from '@octollm/catalogue';
import type { Logger } from 'pino';
import { ServiceClients } from './clients/index.ts';
import { Readiness, readinessProvider } from './health/index.ts';
import { LOGGER } from './logging/index.ts';
import { MetricsModule } from './metrics/index.ts';
import { Shutdown } from './shutdown.ts';
import { CONFIG, SERVICE } from './tokens.ts';

interface ServiceModuleOptions {
  readonly service: Service;
  readonly config: Readonly<Record<string, unknown>>;
  readonly logger: Logger;
  readonly app: Type | DynamicModule;
}

/** The root module of every service: what all of them share, made global, and the service's own module. */
@Module({})
export class ServiceModule {
  static forService({ service, config, logger, app }: ServiceModuleOptions): DynamicModule {
    const shared = [
      { provide: SERVICE, useValue: service },
      { provide: CONFIG, useValue: config },
      { provide: LOGGER, useValue: logger },
      { provide: Shutdown, useFactory: () => new Shutdown() },
      { provide: ServiceClients, useFactory: () => new ServiceClients(service, config) },
      readinessProvider,
    ];
    return {
      module: ServiceModule,
      global: true,
      imports: [MetricsModule.forService(service), app],
      providers: shared,
      exports: [SERVICE, CONFIG, LOGGER, Shutdown, ServiceClients, Readiness],
    };
  }
}
