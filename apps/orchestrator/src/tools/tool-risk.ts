import { executorArm } from '@octollm/catalogue';
import { executorTools, type Plan, type PlanStep, ToolName, type ToolTraits } from '@octollm/contracts';

type Traits = Pick<ToolTraits, 'risk' | 'idempotent'>;

/** A tool that only the run will tell, because its name is a reference, may be any: it counts as the riskiest. */
const unknownTool: Traits = { risk: 'high', idempotent: false };

const traitsOf = ({ input }: PlanStep): Traits => {
  const { data: tool } = ToolName.safeParse(input.tool);
  return tool === undefined ? unknownTool : executorTools[tool];
};

const withTraits = (step: PlanStep): PlanStep => {
  const { risk, idempotent } = traitsOf(step);
  return {
    ...step,
    risk: risk === 'high' ? risk : step.risk,
    idempotent: step.idempotent && idempotent,
    retry: { ...step.retry, max_attempts: idempotent ? step.retry.max_attempts : 1 },
  };
};

const [{ name: toolAction }] = executorArm.arm.actions;

/**
 * The plan with what the registry of tools says of every step that runs one, whatever the planner thinks of it: a high
 * risk, so that whoever asked for approvals is asked about each of them, and a single attempt at what may not be done
 * twice. What the planner is more careful with stays so. The action tells such a step: a swarm also runs those of other arms on every arm that offers their action.
 */
export const withToolRisks = (plan: Plan): Plan => ({
  ...plan,
  steps: plan.steps.map((step) => (step.action === toolAction ? withTraits(step) : step)),
});
