import { Controller, Inject, UseGuards } from '@nestjs/common';
import { type ArmList, routes } from '@octollm/contracts';
import { ArmRegistry } from '../arms/arm-registry.ts';
import { CallerGuard } from './caller.guard.ts';
import { Implements } from './implements.ts';

/** The registry of arms. */
@Controller()
@UseGuards(CallerGuard)
export class ArmsController {
  constructor(@Inject(ArmRegistry) private readonly arms: ArmRegistry) {}

  @Implements(routes.listArms)
  list(): ArmList {
    return { items: [...this.arms.list()] };
  }
}
