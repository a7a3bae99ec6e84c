import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import { HealthController } from './health.controller.ts';
import { HEALTH_ACCESS, type HealthAccess, openHealthAccess } from './health-access.ts';
import { OverallHealth } from './overall-health.ts';
import { Readiness } from './readiness.ts';
import { Rehearsal } from './rehearsal.ts';
import { StoreProbe } from './store-probe.ts';
import { StoreWatch } from './store-watch.ts';

/** Health endpoints for a service, and its `OverallHealth` for whoever imports it. The edge gives a `HealthAccess` of its own; see `openHealthAccess`. */
@Module({})
export class HealthModule {
  static register(
    options: { readonly access?: Type<HealthAccess>; readonly imports?: Type[] } = {},
  ): DynamicModule {
    return {
      module: HealthModule,
      imports: [TerminusModule.forRoot({ logger: false }), ...(options.imports ?? [])],
      controllers: [HealthController],
      providers: [
        OverallHealth,
        Rehearsal,
        StoreProbe,
        StoreWatch,
        options.access === undefined
          ? { provide: HEALTH_ACCESS, useValue: openHealthAccess }
          : { provide: HEALTH_ACCESS, useExisting: options.access },
      ],
      exports: [OverallHealth],
    };
  }
}

/** Makes the readiness of a service; provided globally by `bootstrap`. */
export const readinessProvider = { provide: Readiness, useFactory: () => new Readiness() };
