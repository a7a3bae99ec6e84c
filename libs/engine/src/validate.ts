import type { Budget, FieldProblem, Plan, PlannableArm, PlanStep } from '@octollm/contracts';
import { estimatedSeconds, findCycle } from './graph.ts';
import { referencesOf } from './plan-references.ts';

/** A plan that cannot be executed. */
export class InvalidPlanError extends Error {
  /** What is wrong, a sentence each, with a JSON pointer from the plan to where it is. */
  readonly problems: readonly FieldProblem[];

  constructor(problems: readonly FieldProblem[]) {
    super(`The plan cannot be executed: ${problems.map(({ detail }) => detail).join(' ')}`);
    this.name = 'InvalidPlanError';
    this.problems = problems;
  }
}

export interface PlanBounds {
  readonly arms: readonly PlannableArm[];
  readonly budget: Pick<Budget, 'max_tokens' | 'max_time_seconds'>;
  /** Until the deadline; no deadline when it is left out. */
  readonly secondsLeft?: number;
}

type Steps = readonly PlanStep[];

const duplicates = (steps: Steps): FieldProblem[] =>
  steps.flatMap((step, index) =>
    steps.findIndex((other) => other.id === step.id) === index
      ? []
      : { pointer: `/steps/${index}/id`, detail: `Two steps are called ${step.id}.` },
  );

const danglingParents = (steps: Steps): FieldProblem[] => {
  const ids = new Set(steps.map((step) => step.id));
  return steps.flatMap((step, index) => [
    ...step.depends_on.flatMap((id, place) =>
      ids.has(id)
        ? []
        : {
            pointer: `/steps/${index}/depends_on/${place}`,
            detail: `Step ${step.id} depends on ${id}, which is not in the plan.`,
          },
    ),
    ...referencesOf(step, index).flatMap(({ pointer, step: id }) =>
      id === undefined || ids.has(id)
        ? []
        : { pointer, detail: `Step ${step.id} refers to the output of ${id}, which is not in the plan.` },
    ),
  ]);
};

const whereLocals = {
  item: 'the input of a map step',
  index: 'the input of a map step',
  'previous.output': 'a loop',
  iteration: 'a loop',
} as const;

const misplacedReferences = (steps: Steps): FieldProblem[] =>
  steps.flatMap((step, index) =>
    referencesOf(step, index).flatMap(({ pointer, local, isInPlace }) =>
      local === undefined || isInPlace
        ? []
        : {
            pointer,
            detail: `Step ${step.id} refers to {{${local}}}, which there is only in ${whereLocals[local]}.`,
          },
    ),
  );

const twofold = (steps: Steps): FieldProblem[] =>
  steps.flatMap((step, index) =>
    step.for_each === undefined || step.repeat === undefined
      ? []
      : {
          pointer: `/steps/${index}/repeat`,
          detail: `Step ${step.id} has for_each and repeat; a step has one of them at most.`,
        },
  );

const circle = (steps: Steps, cycle: readonly string[]): FieldProblem => ({
  pointer: `/steps/${steps.findIndex(({ id }) => id === cycle[0])}`,
  detail: `These steps wait for each other: ${cycle.join(' -> ')}.`,
});

const unknownArms = (steps: Steps, arms: readonly PlannableArm[]): FieldProblem[] =>
  steps.flatMap((step, index) => {
    const arm = arms.find(({ arm_id }) => arm_id === step.arm);
    if (arm === undefined)
      return {
        pointer: `/steps/${index}/arm`,
        detail: `Step ${step.id} needs the arm ${step.arm}, which does not exist.`,
      };
    return arm.capabilities.includes(step.action)
      ? []
      : {
          pointer: `/steps/${index}/action`,
          detail: `The arm ${step.arm} of step ${step.id} cannot ${step.action}.`,
        };
  });

const outOfBounds = (plan: Plan, { budget, secondsLeft = Infinity }: PlanBounds): FieldProblem[] => {
  const tokens = plan.steps.reduce((sum, step) => sum + step.estimated_tokens, 0);
  const seconds = estimatedSeconds(plan);
  const needed = `It needs about ${Math.ceil(seconds)} seconds;`;
  return [
    ...(tokens > budget.max_tokens
      ? [`It needs about ${tokens} tokens; the budget allows ${budget.max_tokens}.`]
      : []),
    ...(seconds > budget.max_time_seconds ? [`${needed} the budget allows ${budget.max_time_seconds}.`] : []),
    ...(seconds > secondsLeft
      ? [`${needed} the deadline leaves ${Math.max(0, Math.floor(secondsLeft))}.`]
      : []),
  ].map((detail) => ({ pointer: '/steps', detail }));
};

/**
 * Checks that a plan can be executed: step ids are unique, dependencies and references exist and stand where they can
 * be resolved, there is no circle, no step is a map step and a loop, every arm exists and can do what is asked, and the
 * estimates fit the budget and the deadline.
 * @throws InvalidPlanError with every problem found
 */
export const validatePlan = (plan: Plan, bounds: PlanBounds): void => {
  const { steps } = plan;
  const cycle = findCycle(plan);
  const problems = [
    ...duplicates(steps),
    ...danglingParents(steps),
    ...misplacedReferences(steps),
    ...twofold(steps),
    ...(cycle === undefined ? [] : [circle(steps, cycle)]),
    ...unknownArms(steps, bounds.arms),
    ...(cycle === undefined ? outOfBounds(plan, bounds) : []),
  ];
  if (problems.length > 0) throw new InvalidPlanError(problems);
};
