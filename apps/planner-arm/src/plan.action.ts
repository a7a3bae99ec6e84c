import { Inject, Injectable } from '@nestjs/common';
import { PlannerInput, PlannerOutput } from '@octollm/contracts';
import type { ArmAction, ArmCall, ArmResult } from '@octollm/service-kit';
import { Planner } from './planner.ts';

/** Turns a goal into a plan that can be executed, or says why it cannot. */
@Injectable()
export class PlanAction implements ArmAction<PlannerInput, PlannerOutput> {
  readonly name = 'plan';
  readonly input = PlannerInput;
  readonly output = PlannerOutput;

  constructor(@Inject(Planner) private readonly planner: Planner) {}

  run(input: PlannerInput, call: ArmCall): Promise<ArmResult<PlannerOutput>> {
    return this.planner.plan(input, call);
  }
}
