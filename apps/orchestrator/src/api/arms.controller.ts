import { Body, Controller, HttpCode, Inject, UseGuards } from '@nestjs/common';
import {
  ArmCapability,
  type ArmList,
  type CallerClaims,
  type RegisteredArm,
  routes,
} from '@octollm/contracts';
import { Implements, SchemaPipe } from '@octollm/service-kit';
import { ArmRegistry } from '../arms/arm-registry.ts';
import { CallerGuard } from './caller.guard.ts';
import { Caller } from './caller.ts';

/** The registry of arms. */
@Controller()
@UseGuards(CallerGuard)
export class ArmsController {
  constructor(@Inject(ArmRegistry) private readonly arms: ArmRegistry) {}

  @Implements(routes.listArms)
  list(): ArmList {
    return { items: [...this.arms.list()] };
  }

  @Implements(routes.registerArm)
  @HttpCode(201)
  register(
    @Caller() caller: CallerClaims,
    @Body(new SchemaPipe(ArmCapability)) capability: ArmCapability,
  ): Promise<RegisteredArm> {
    return this.arms.register(capability, caller.tenant_id);
  }
}
