import { Body, Controller, HttpCode, Inject, Param, UseGuards } from '@nestjs/common';
import {
  type ArmBreaker,
  ArmCapability,
  ArmId,
  type ArmList,
  BreakerOrder,
  type CallerClaims,
  type RegisteredArm,
  routes,
} from '@octollm/contracts';
import { Implements, SchemaPipe } from '@octollm/service-kit';
import { ArmRegistry } from '../arms/arm-registry.ts';
import { HeldCircuits } from '../arms/held-circuits.ts';
import { CallerGuard } from './caller.guard.ts';
import { Caller } from './caller.ts';
import { PathParameter } from './path-parameter.ts';

/** The registry of arms. */
@Controller()
@UseGuards(CallerGuard)
export class ArmsController {
  constructor(
    @Inject(ArmRegistry) private readonly arms: ArmRegistry,
    @Inject(HeldCircuits) private readonly circuits: HeldCircuits,
  ) {}

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

  @Implements(routes.openBreaker)
  openBreaker(
    @Caller() caller: CallerClaims,
    @Param('arm_id', new PathParameter(ArmId)) armId: string,
    @Body(new SchemaPipe(BreakerOrder)) order: BreakerOrder,
  ): Promise<ArmBreaker> {
    return this.circuits.open(armId, order, caller);
  }

  @Implements(routes.closeBreaker)
  @HttpCode(204)
  async closeBreaker(
    @Caller() caller: CallerClaims,
    @Param('arm_id', new PathParameter(ArmId)) armId: string,
  ): Promise<void> {
    await this.circuits.close(armId, caller);
  }
}
