import { retrieverArm } from '@octollm/catalogue';
import {
  type PlannableArm,
  type PlanStep,
  RetrieverAskInput,
  RetrieverSearchInput,
  type SearchMethod,
} from '@octollm/contracts';
import { callIdentity, referencedSteps } from '@octollm/engine';

/** A way to propose an answer: a step without its id, and where in its output the answer and its passages are. */
export interface Variant {
  readonly step: PlanStep;
  /** A path below `output`, such as `.answer`; empty for the output itself. */
  readonly answerPath: string;
  /** Whether the passages are below its output, under `passages`; the judge knows where they are otherwise. */
  readonly hasPassages: boolean;
}

const methods: readonly SearchMethod[] = ['hybrid', 'keyword', 'vector'];
const maxLimit = 20;

const asks = (step: PlanStep, input: RetrieverAskInput): readonly Variant[] =>
  [0, 4, 8, 12].flatMap((more) =>
    methods.map((method) => ({
      step: {
        ...step,
        arm: retrieverArm.name,
        action: 'ask',
        input: { ...input, method, limit: Math.min(input.limit + more, maxLimit) },
        depends_on: [],
      },
      answerPath: '.answer',
      hasPassages: true,
    })),
  );

/** The searches that an answering step of the retriever reads, as one input of `ask`; null when they are not just that. */
const askInputOf = (step: PlanStep, steps: readonly PlanStep[]): RetrieverAskInput | null => {
  if (step.arm !== retrieverArm.name) return null;
  if (step.action === 'ask') return RetrieverAskInput.safeParse(step.input).data ?? null;
  if (step.action !== 'answer') return null;
  const read = referencedSteps(step.input.passages);
  const searches = steps.filter(({ id, action }) => read.includes(id) && action === 'search');
  const inputs = searches.map(({ input }) => RetrieverSearchInput.safeParse(input).data);
  const known = inputs.filter((input) => input !== undefined);
  if (known.length === 0 || known.length < read.length) return null;
  return (
    RetrieverAskInput.safeParse({
      question: step.input.question,
      queries: known.map(({ query }) => query),
      limit: Math.min(...known.map(({ limit }) => limit), maxLimit),
    }).data ?? null
  );
};

const isNew = (variant: Variant, index: number, all: readonly Variant[]): boolean => {
  const identity = ({ step }: Variant): string => callIdentity(`${step.arm}.${step.action}`, step.input);
  return all.findIndex((other) => identity(other) === identity(variant)) === index;
};

/**
 * The ways to carry out an answering step, the step's own first and none twice: on every arm that can do the same, and
 * on the retriever with other ways to search and more passages.
 */
export const variantsOf = (
  step: PlanStep,
  steps: readonly PlanStep[],
  arms: readonly PlannableArm[],
  answerPath: string,
): readonly Variant[] => {
  const others = arms
    .filter(({ arm_id, capabilities }) => capabilities.includes(step.action) && arm_id !== step.arm)
    .map(({ arm_id }) => ({ step: { ...step, arm: arm_id }, answerPath, hasPassages: false }));
  const ask = askInputOf(step, steps);
  const canAsk = arms.some(
    ({ arm_id, capabilities }) => arm_id === retrieverArm.name && capabilities.includes('ask'),
  );
  const own = ask !== null && canAsk ? asks(step, ask) : [{ step, answerPath, hasPassages: false }];
  return [...own.slice(0, 1), ...others, ...own.slice(1)].filter(isNew);
};
