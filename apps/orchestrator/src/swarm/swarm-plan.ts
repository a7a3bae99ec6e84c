import { judgeArm } from '@octollm/catalogue';
import type { Plan, PlannableArm, PlanStep } from '@octollm/contracts';
import { parentsOf } from '@octollm/engine';
import { type Answering, answeringStep } from '../execution/answering-step.ts';
import { withTexts } from '../execution/step-texts.ts';
import type { AggregateInput } from './aggregate-proposals.ts';
import { readingAggregate, readingInstead } from './answer-readers.ts';
import { localArm } from './local-arm.ts';
import type { SwarmSettings } from './triggers.ts';
import { type Variant, variantsOf } from './variants.ts';

/** When the first two proposals agree and are as sure as this, no more are asked for. */
const sureEnough = 0.9;
const maxSteps = 20;
const maxIdLength = 64;

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

/** The judge's step, as one that judges the aggregate by its passages. */
const verifying = (judge: PlanStep, answering: Answering): PlanStep | null => {
  const { step } = answering;
  const { passages: _, ...input } = judge.input;
  const reading = readingAggregate({ ...judge, input }, answering);
  return (
    reading && {
      ...reading,
      input: {
        ...reading.input,
        passages: `{{steps.${step.id}.output.passages}}`,
        contradictions: `{{steps.${step.id}.output.contradictions}}`,
      },
      depends_on: [...new Set([step.id, ...judge.depends_on])],
    }
  );
};

/** Only what may be done twice and harms nobody is done several times. */
const mayBeRepeated = ({ idempotent, risk }: PlanStep): boolean => idempotent && risk === 'low';

/** The steps without those that only the replaced step needed. That the judge comes after them, too, needs none of them. */
const withoutIdle = (steps: readonly PlanStep[], replaced: PlanStep, judgeId: string): PlanStep[] => {
  const once = new Set(parentsOf(replaced));
  const without = (gone: (id: string) => boolean): PlanStep[] =>
    steps.map((step) =>
      step.id === judgeId ? { ...step, depends_on: step.depends_on.filter((id) => !gone(id)) } : step,
    );
  const needed = new Set(without((id) => once.has(id)).flatMap(parentsOf));
  const isIdle = (id: string): boolean => once.has(id) && !needed.has(id);
  return without(isIdle).filter(({ id }) => !isIdle(id));
};

/**
 * A plan whose answer is proposed several times, in different ways, and aggregated before it is judged. The proposals
 * are made side by side; from the third on only when the first two do not agree or are not sure enough. All other steps
 * stay, but for those that only the replaced step needed. The plan stays as it is when its answering step is not known,
 * may not be repeated or can be carried out in one way only, when another step reads of it what an aggregate does not
 * have, or when there is no room.
 */
export const swarmPlan = (plan: Plan, { size, rule }: SwarmSettings, arms: readonly PlannableArm[]): Plan => {
  const judge = plan.steps.findLast(({ arm }) => arm === judgeArm.name);
  const answering = answeringStep(plan.steps);
  if (judge === undefined || answering === undefined || !mayBeRepeated(answering.step)) return plan;
  const { step, answerPath } = answering;
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
        : withTexts(listOf(judge.input.passages), (text) => readingInstead(text, step.id, proposal.id)),
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
  const made = plan.steps.map((one) => {
    if (one.id === step.id) return [...proposals.slice(0, 2), ...early, ...proposals.slice(2), all];
    if (one.id === judge.id) return verifying(judge, answering);
    return readingAggregate(one, answering);
  });
  if (made.includes(null)) return plan;
  const steps = withoutIdle(
    made.flatMap((some) => some ?? []),
    step,
    judge.id,
  );
  return steps.length > maxSteps
    ? plan
    : {
        ...plan,
        steps,
        rationale: `${plan.rationale} ${proposals.length} proposals are aggregated.`.slice(0, 5_000),
      };
};
