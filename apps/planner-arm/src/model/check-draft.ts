import { executorArm, judgeArm } from '@octollm/catalogue';
import { executorTools, type PlannerInput } from '@octollm/contracts';
import { InvalidPlanError, referencedSteps, validatePlan } from '@octollm/engine';
import { checkJson, SchemaError } from '@octollm/json-schema';
import { z } from 'zod';
import { inventedPassages } from './judged-sources.ts';
import { type OfferedAction, offerOf } from './offer.ts';
import type { DraftStep, PlanDraft } from './plan-draft.ts';
import { planOf } from './to-plan.ts';

/** A reference stands for a value that nobody knows yet, and so does a text with one in it. */
const isOpen = (value: unknown): boolean => typeof value === 'string' && /\{\{[^{}]*\}\}/.test(value);

const schemaReasons = (step: string, schema: unknown, value: unknown): string[] => {
  if (schema === undefined) return [];
  try {
    return checkJson(schema, value, { isOpen }).map(
      ({ pointer, detail }) => `The input of step ${step}: ${pointer === '' ? 'it' : pointer} ${detail}.`,
    );
  } catch (error) {
    // The schema of a foreign arm that cannot be used says nothing.
    if (error instanceof SchemaError) return [];
    throw error;
  }
};

const toolArgs: Readonly<Record<string, unknown>> = Object.fromEntries(
  Object.entries(executorTools).map(([tool, { args }]) => [
    tool,
    z.toJSONSchema(args, { io: 'input', unrepresentable: 'any' }),
  ]),
);

const toolReasons = ({ id, arm, input }: DraftStep): string[] =>
  arm === executorArm.name && typeof input.tool === 'string' && Object.hasOwn(toolArgs, input.tool)
    ? schemaReasons(`${id}, its args`, toolArgs[input.tool], input.args)
    : [];

const inputReasons = (step: DraftStep, offer: readonly OfferedAction[]): string[] => {
  const offered = offer.find(({ arm, action }) => arm === step.arm && action === step.action);
  if (offered === undefined) return [`Step ${step.id}: ${step.arm} does not offer ${step.action} to a plan.`];
  return [...schemaReasons(step.id, offered.input, step.input), ...toolReasons(step)];
};

/** Steps stand after those they wait for, so that a plan reads from top to bottom. */
const orderReasons = ({ steps }: PlanDraft): string[] =>
  steps.flatMap(({ id, depends_on, input }, index) => {
    const before = new Set(steps.slice(0, index).map((step) => step.id));
    return [...new Set([...depends_on, ...referencedSteps(input)])]
      .filter((parent) => !before.has(parent))
      .map((parent) => `Step ${id} waits for ${parent}, which does not stand before it.`);
  });

const reference = /\{\{\s*steps\.([a-z][a-z0-9_-]{0,63})\.output\.([\w-]+)/g;

const propertiesOf = (schema: unknown): readonly string[] | undefined => {
  if (typeof schema !== 'object' || schema === null || !('properties' in schema)) return undefined;
  const { properties } = schema;
  return typeof properties === 'object' && properties !== null ? Object.keys(properties) : undefined;
};

/** A reference leads to a part that the output of its step has. */
const pathReasons = ({ steps }: PlanDraft, offer: readonly OfferedAction[]): string[] =>
  steps.flatMap(({ id, input }) =>
    [...JSON.stringify(input).matchAll(reference)].flatMap(([, parent, part = '']) => {
      const step = steps.find((other) => other.id === parent);
      const output = offer.find(({ arm, action }) => arm === step?.arm && action === step?.action)?.output;
      const parts = propertiesOf(output);
      return parts === undefined || parts.includes(part)
        ? []
        : [`Step ${id} refers to output.${part} of ${parent}, which has ${parts.join(', ')}.`];
    }),
  );

const verifyReasons = ({ steps }: PlanDraft, { arms }: PlannerInput): string[] => {
  const last = steps.at(-1);
  const canVerify = arms.some(({ arm_id }) => arm_id === judgeArm.name);
  return canVerify && last?.arm !== judgeArm.name
    ? [`The last step must verify the answer with ${judgeArm.name}.`]
    : [];
};

const capabilityReasons = ({ steps }: PlanDraft, { required_capabilities }: PlannerInput): string[] =>
  required_capabilities
    .filter((capability) => !steps.some(({ action }) => action === capability))
    .map((capability) => `No step does ${capability}, which the task requires.`);

const planReasons = (draft: PlanDraft, input: PlannerInput): string[] => {
  try {
    validatePlan(planOf(draft, input), { arms: input.arms, budget: input.budget });
    return [];
  } catch (error) {
    if (error instanceof InvalidPlanError) return error.problems.map(({ detail }) => detail);
    throw error;
  }
};

/**
 * Why a draft cannot be taken, a sentence each; none when it can: its steps exist once, wait for earlier ones, use
 * actions that are offered with inputs that these take, answer from what was found, do what the task requires, end with a verification and fit the
 * budget.
 */
export const reasonsAgainst = (draft: PlanDraft, input: PlannerInput): string[] => {
  const offer = offerOf(input.arms);
  return [
    ...new Set([
      ...planReasons(draft, input),
      ...orderReasons(draft),
      ...draft.steps.flatMap((step) => inputReasons(step, offer)),
      ...pathReasons(draft, offer),
      ...inventedPassages(draft),
      ...verifyReasons(draft, input),
      ...capabilityReasons(draft, input),
    ]),
  ];
};
