import { Injectable } from '@nestjs/common';
import { PlannerInput, PlannerOutput } from '@octollm/contracts';
import { namesInContext } from '@octollm/routing';
import type { ArmAction, ArmResult } from '@octollm/service-kit';
import { planByRules } from './plan-by-rules.ts';

const unusedBy = ({ constraints, context }: PlannerInput): readonly string[] => [
  ...(constraints.length > 0 ? ['The constraints did not shape the plan: the rules cannot read them.'] : []),
  ...(context === undefined || namesInContext(context).length > 0
    ? []
    : ['The context did not shape the plan: of a context the rules read entities and tickers alone.']),
];

/** Turns a goal into a plan that can be executed, or says why it cannot. */
@Injectable()
export class PlanAction implements ArmAction<PlannerInput, PlannerOutput> {
  readonly name = 'plan';
  readonly input = PlannerInput;
  readonly output = PlannerOutput;

  async run(input: PlannerInput): Promise<ArmResult<PlannerOutput>> {
    const output = planByRules(input);
    return { output, confidence: output.plan.confidence, warnings: unusedBy(input) };
  }
}
