import { type DynamicModule, Module, type Provider, type Type } from '@nestjs/common';
import type { Service } from '@octollm/catalogue';
import { CapabilityClaims } from '@octollm/contracts';
import { TOKEN_DENY_LIST, type TokenDenyList, TokenDenyListModule, TokenVerifier } from '../auth/index.ts';
import { HealthModule } from '../health/index.ts';
import { CONFIG } from '../tokens.ts';
import { ArmController } from './arm.controller.ts';
import type { ArmAction } from './arm-action.ts';
import { ARM_ACTIONS, actionsByPath } from './arm-actions.ts';

interface ArmModuleOptions {
  readonly service: Service;
  /** One class for each action that the catalogue lists. */
  readonly actions: readonly Type<ArmAction>[];
  /** What the arm answers besides its actions. Each checks the capability token for itself, with TokenVerifier. */
  readonly controllers?: readonly Type[];
  /** What the actions and controllers need. */
  readonly providers?: readonly Provider[];
}

/** Makes a service an arm: give it the classes of its actions. */
@Module({})
export class ArmModule {
  /** The start fails with ArmActionsError when the actions are not those of the catalogue. */
  static register({ service, actions, controllers = [], providers = [] }: ArmModuleOptions): DynamicModule {
    return {
      module: ArmModule,
      imports: [HealthModule.register(), TokenDenyListModule],
      // The controller of the actions takes every path that no other has.
      controllers: [...controllers, ArmController],
      providers: [
        ...providers,
        ...actions,
        {
          provide: ARM_ACTIONS,
          inject: [...actions],
          useFactory: (...instances: ArmAction[]) => actionsByPath(service, instances),
        },
        {
          provide: TokenVerifier,
          inject: [CONFIG, TOKEN_DENY_LIST],
          useFactory: (config: { readonly ORCHESTRATOR_PUBLIC_KEY: string }, denyList: TokenDenyList) =>
            new TokenVerifier({
              issuer: 'orchestrator',
              audience: service.name,
              jwk: config.ORCHESTRATOR_PUBLIC_KEY,
              schema: CapabilityClaims,
              denyList,
            }),
        },
      ],
    };
  }
}
