import { Inject, Injectable } from '@nestjs/common';
import { MODELS, type ModelSession, type Models } from '@octollm/arm-models';
import type { PlannerInput, PlannerOutput } from '@octollm/contracts';
import { namesInContext, type Route, routeOf } from '@octollm/routing';
import { type ArmCall, ArmFailure, type ArmResult } from '@octollm/service-kit';
import { requireBudget, requireExecutable } from './checks/executable.ts';
import { requireCapabilities, requireGoal } from './checks/refusals.ts';
import { withJudgedSources } from './model/judged-sources.ts';
import { planQuestion } from './model/prompt.ts';
import { planOf } from './model/to-plan.ts';
import { planByRules } from './plan-by-rules.ts';
import { codePlan } from './plans/code-plan.ts';
import { usesToolsAlone } from './plans/fetch-plan.ts';

type Planned = ArmResult<PlannerOutput>;

/** What of an input the rules cannot read, a sentence each. */
const unreadBy = ({ constraints, context }: PlannerInput): readonly string[] => [
  ...(constraints.length > 0 ? ['The constraints did not shape the plan: the rules cannot read them.'] : []),
  ...(context === undefined || namesInContext(context).length > 0
    ? []
    : ['The context did not shape the plan: of a context the rules read entities and tickers alone.']),
];

const byRules = (output: PlannerOutput, warnings: readonly string[]): Planned => ({
  output,
  confidence: output.plan.confidence,
  warnings,
});

/**
 * Whether rules plan as well as a model would: a simple question, nothing that they cannot read, and no earlier plan
 * that failed; and tools alone, which only fetch what the goal spells out.
 */
const isForRules = (input: PlannerInput, route: Route): boolean =>
  usesToolsAlone(input) ||
  (route.query_type === 'question' &&
    route.difficulty === 'simple' &&
    unreadBy(input).length === 0 &&
    input.round === undefined);

/** Makes plans: by rules where these do, otherwise by a model, and by rules again when the model cannot. */
@Injectable()
export class Planner {
  constructor(@Inject(MODELS) private readonly models: Models | null) {}

  /**
   * @throws ArmFailure as `planByRules`; those of a model (budget, unavailable, answer_not_valid, ...) when rules
   * cannot plan the goal
   */
  async plan(input: PlannerInput, call: ArmCall): Promise<Planned> {
    requireGoal(input);
    const route = routeOf(input);
    if (this.models === null) return byRules(planByRules(input), unreadBy(input));
    if (isForRules(input, route)) {
      const planned = tryRules(input);
      if (!(planned instanceof ArmFailure)) return byRules(planned, []);
      if (!isForModels(planned)) throw planned;
    }
    if (route.query_type === 'code' && route.difficulty === 'simple' && input.round === undefined) {
      const planned = planCode(input, route);
      if (planned !== undefined) return byRules(planned, unreadBy(input));
    }
    return this.#byModel(this.models.begin(call), input, route, call);
  }

  async #byModel(session: ModelSession, input: PlannerInput, route: Route, call: ArmCall): Promise<Planned> {
    const { query_type, complexity } = route;
    try {
      const draft = withJudgedSources(await session.askJson(planQuestion(input, complexity)));
      const plan = planOf(draft, input);
      return {
        output: { plan, query_type, complexity },
        confidence: plan.confidence,
        usage: session.usage,
        warnings: session.warnings,
        ...(session.model === undefined ? {} : { model: session.model }),
      };
    } catch (error) {
      if (!(error instanceof ArmFailure) || call.signal.aborted) throw error;
      const planned = tryRules(input);
      if (planned instanceof ArmFailure) throw error;
      const why = `The plan was made by rules: ${error.message}`;
      return { ...byRules(planned, [...session.warnings, why, ...unreadBy(input)]), usage: session.usage };
    }
  }
}

/** The failures of rules that a model may do without: another plan can cover what theirs does not. */
const isForModels = ({ detail }: ArmFailure): boolean =>
  detail.category === 'model_required' || detail.code === 'capability_not_covered';

const tryRules = (input: PlannerInput): PlannerOutput | ArmFailure => {
  try {
    return planByRules(input);
  } catch (error) {
    if (error instanceof ArmFailure) return error;
    throw error;
  }
};

/** The plan for a simple piece of code, unless the task asks for more than it does. */
const planCode = (input: PlannerInput, { query_type, complexity }: Route): PlannerOutput | undefined => {
  const draft = codePlan(input);
  if (draft === undefined) return undefined;
  const plan = planOf(draft, input);
  try {
    requireCapabilities(plan, input);
    requireBudget(plan, input);
    requireExecutable(plan, input);
    return { plan, query_type, complexity };
  } catch (error) {
    if (error instanceof ArmFailure) return undefined;
    throw error;
  }
};
