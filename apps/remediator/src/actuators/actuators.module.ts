import { Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import type { ConfigOf, remediator } from '@octollm/catalogue';
import { CONFIG } from '@octollm/service-kit';
import { NAMESPACE, PolicyModule } from '../policy/policy.module.ts';
import { type TenantCosts, TenantUsage } from '../targets/tenant-usage.ts';
import { Actuators } from './actuators.ts';
import type { HttpApi } from './http-api.ts';
import { noServices } from './no-services.ts';
import { type OpenedActuator, openKubernetes, openLocal, openPlatform } from './open-actuators.ts';
import { PlatformActuator } from './platform-actuator.ts';

const SERVICES = Symbol('octollm.services-actuator');
const PLATFORM = Symbol('octollm.platform-api');
export const TENANT_COSTS = Symbol('octollm.tenant-costs');

type Config = ConfigOf<typeof remediator>;

const openServices = async (config: Config, namespace: string): Promise<OpenedActuator | null> => {
  switch (config.REMEDIATOR_TARGET) {
    case 'kubernetes':
      return openKubernetes(config, namespace);
    case 'local':
      return openLocal(config);
    case 'none':
      return null;
  }
};

/** What the remediator acts with and looks at. */
@Module({
  imports: [PolicyModule],
  providers: [
    { provide: SERVICES, inject: [CONFIG, NAMESPACE], useFactory: openServices },
    { provide: PLATFORM, inject: [CONFIG], useFactory: openPlatform },
    {
      provide: Actuators,
      inject: [SERVICES, PLATFORM],
      useFactory: (services: OpenedActuator | null, platform: HttpApi | null) =>
        new Actuators(
          services?.actuator ?? noServices,
          platform === null ? undefined : new PlatformActuator(platform),
        ),
    },
    {
      provide: TENANT_COSTS,
      inject: [PLATFORM],
      useFactory: (platform: HttpApi | null): TenantCosts | null =>
        platform === null ? null : new TenantUsage(platform),
    },
  ],
  exports: [Actuators, TENANT_COSTS],
})
export class ActuatorsModule implements OnApplicationShutdown {
  constructor(
    @Inject(SERVICES) private readonly services: OpenedActuator | null,
    @Inject(PLATFORM) private readonly platform: HttpApi | null,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([this.services?.api.close(), this.platform?.close()]);
  }
}
