import { executorArm } from '@octollm/catalogue';
import {
  executorTools,
  newId,
  type Plan,
  type PlannerInput,
  type PlanStep,
  type Risk,
  ToolName,
} from '@octollm/contracts';
import { builtInActions } from './built-in-actions.ts';
import type { DraftStep, PlanDraft } from './plan-draft.ts';

type Traits = Pick<PlanStep, 'risk' | 'idempotent'>;

/** A tool that is known only when the step starts may be any of them. */
const unknownTool: Traits = { risk: 'high', idempotent: false };
/** What a foreign arm does is not known here, so that it is not done twice. */
const foreignAction: Traits = { risk: 'medium', idempotent: false };
/** The built-in arms but the executor read, compute and ask models. */
const builtInAction: Traits = { risk: 'low', idempotent: true };

/** How far a step can be trusted, and whether it may be repeated: the registry of tools says so, never a model. */
export const traitsOf = ({ arm, action, input }: Pick<DraftStep, 'arm' | 'action' | 'input'>): Traits => {
  if (arm !== executorArm.name) return builtInActions.has(`${arm}/${action}`) ? builtInAction : foreignAction;
  const tool = ToolName.safeParse(input.tool);
  if (!tool.success) return unknownTool;
  const { risk, idempotent }: { readonly risk: Risk; readonly idempotent: boolean } =
    executorTools[tool.data];
  return { risk, idempotent };
};

/** A step has twice the time that it is thought to take, and half a minute at least. */
const leastTimeout = 30;

/** The plan of a draft, with what only code decides. */
export const planOf = ({ steps, rationale, confidence }: PlanDraft, { budget }: PlannerInput): Plan => ({
  id: newId(),
  rationale,
  confidence,
  steps: steps.map((step): PlanStep => {
    const traits = traitsOf(step);
    return {
      ...step,
      ...traits,
      acceptance_criteria: [],
      timeout_seconds: Math.min(budget.max_time_seconds, Math.max(leastTimeout, step.estimated_seconds * 2)),
      retry: {
        max_attempts: traits.idempotent ? Math.min(budget.max_retries + 1, 11) : 1,
        initial_backoff_ms: 200,
        max_backoff_ms: 5_000,
      },
    };
  }),
});
