import { judgeArm } from '@octollm/catalogue';
import type { Plan, PlannableArm, PlanStep } from '@octollm/contracts';
import { parentsOf } from '@octollm/engine';
import type { AggregateInput } from './aggregate-proposals.ts';
import { localArm } from './local-arm.ts';
import type { SwarmSettings } from './triggers.ts';
import { type Variant, variantsOf } from './variants.ts';

/** When the first two proposals agree and are as sure as this, no more are asked for. */
const sureEnough = 0.9;
const maxSteps = 20;
const maxIdLength = 64;

/** The step that answers, by what the judge reads, and where below its output the answer is. */
const answeringStep = (
  plan: Plan,
  judge: PlanStep,
): { readonly step: PlanStep; readonly answerPath: string } | undefined => {
  const source = /^\{\{\s*steps\.([a-z][a-z0-9_-]*)\.output((?:\.[\w-]+)*)\s*\}\}$/.exec(
    String(judge.input.answer),
  );
  const step = plan.steps.find(({ id }) => id === source?.[1]);
  return step === undefined ? undefined : { step, answerPath: source?.[2] ?? '' };
};

const listOf = (passages: unknown): readonly unknown[] =>
  Array.isArray(passages) ? passages : passages === undefined ? [] : [passages];

const aggregation = (
  id: string,
  proposals: readonly PlanStep[],
  input: { readonly [Field in keyof AggregateInput]: unknown },
): PlanStep => ({
  id,
  arm: localArm.arm_id,
  action: 'aggregate',
  input,
  depends_on: proposals.map((proposal) => proposal.id),
  join: 'any',
  acceptance_criteria: [],
  risk: 'low',
  estimated_tokens: 0,
  estimated_seconds: 0,
  timeout_seconds: 5,
  retry: { max_attempts: 1, initial_backoff_ms: 0, max_backoff_ms: 0 },
  idempotent: true,
});

/** The steps that others in the list wait for, and those of `needed`. */
const withoutIdle = (steps: readonly PlanStep[], needed: readonly string[]): PlanStep[] => {
  const kept = new Set<string>();
  const keep = (id: string): void => {
    const step = steps.find((one) => one.id === id);
    if (step === undefined || kept.has(id)) return;
    kept.add(id);
    parentsOf(step).forEach(keep);
  };
  needed.forEach(keep);
  return steps.filter(({ id }) => kept.has(id));
};

/**
 * A plan whose answer is proposed several times, in different ways, and aggregated before it is judged. The proposals
 * are made side by side; from the third on only when the first two do not agree or are not sure enough. The plan stays
 * as it is when its answering step is not known or can be carried out in one way only, or there is no room.
 */
export const swarmPlan = (plan: Plan, { size, rule }: SwarmSettings, arms: readonly PlannableArm[]): Plan => {
  const judge = plan.steps.findLast(({ arm }) => arm === judgeArm.name);
  const answering = judge === undefined ? undefined : answeringStep(plan, judge);
  if (judge === undefined || answering === undefined) return plan;
  const { step, answerPath } = answering;
  const others = plan.steps.filter(({ id }) => id !== step.id && id !== judge.id);
  const variants = variantsOf(step, plan.steps, arms, answerPath).slice(0, size);
  const firstId = `${step.id}-first`;
  const ids = variants.map((_, index) => `${step.id}-p${index + 1}`);
  if (variants.length < 2 || [firstId, ...ids].some((id) => id.length > maxIdLength)) return plan;
  const proposals = variants.map(
    (variant, index): PlanStep => ({
      ...variant.step,
      id: ids[index] ?? step.id,
      ...(index < 2
        ? {}
        : {
            when: {
              operator: 'less',
              value: `{{steps.${firstId}.output.confidence}}`,
              operand: sureEnough,
            },
          }),
    }),
  );
  const proposalOf = (proposal: PlanStep, variant: Variant | undefined): unknown => ({
    answer: `{{steps.${proposal.id}.output${variant?.answerPath ?? ''}}}`,
    passages:
      variant?.hasPassages === true
        ? [`{{steps.${proposal.id}.output.passages}}`]
        : listOf(judge.input.passages),
    weight: 1,
  });
  const inputs = proposals.map((proposal, index) => proposalOf(proposal, variants[index]));
  const early =
    proposals.length > 2
      ? [
          aggregation(firstId, proposals.slice(0, 2), {
            proposals: inputs.slice(0, 2),
            rule,
            preliminary: true,
          }),
        ]
      : [];
  const all = aggregation(step.id, proposals, { proposals: inputs, rule, preliminary: false });
  const verify: PlanStep = {
    ...judge,
    input: {
      ...judge.input,
      answer: `{{steps.${step.id}.output.answer}}`,
      passages: `{{steps.${step.id}.output.passages}}`,
      contradictions: `{{steps.${step.id}.output.contradictions}}`,
    },
    depends_on: [step.id],
  };
  delete verify.when;
  delete verify.join;
  const steps = withoutIdle(
    [...others, ...proposals.slice(0, 2), ...early, ...proposals.slice(2), all, verify],
    [verify.id],
  );
  return steps.length > maxSteps
    ? plan
    : {
        ...plan,
        steps,
        rationale: `${plan.rationale} ${proposals.length} proposals are aggregated.`.slice(0, 5_000),
      };
};
