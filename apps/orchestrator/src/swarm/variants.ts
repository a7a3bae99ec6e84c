import { retrieverArm } from '@octollm/catalogue';
import {
  type PlannableArm,
  type PlanStep,
  RetrieverAskInput,
  RetrieverSearchInput,
  type SearchMethod,
} from '@octollm/contracts';
import { callIdentity, parentsOf, referencedSteps } from '@octollm/engine';

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

/** What an `ask` does instead of the answering step. */
interface Asking {
  readonly input: RetrieverAskInput;
  /** What the answering step waits for, and what the searches wait for that are a part of the `ask`. */
  readonly depends_on: string[];
}

const asks = (step: PlanStep, { input, depends_on }: Asking): readonly Variant[] =>
  [0, 4, 8, 12].flatMap((more) =>
    methods.map((method) => ({
      step: {
        ...step,
        arm: retrieverArm.name,
        action: 'ask',
        input: { ...input, method, limit: Math.min(input.limit + more, maxLimit) },
        depends_on,
      },
      answerPath: '.answer',
      hasPassages: true,
    })),
  );

const isPlain = ({ when, for_each, repeat }: PlanStep): boolean =>
  when === undefined && for_each === undefined && repeat === undefined;

/** An answering step of the retriever and the searches that it reads, as one `ask`; null when they are not just that. */
const askingOf = (step: PlanStep, steps: readonly PlanStep[]): Asking | null => {
  if (step.arm !== retrieverArm.name) return null;
  if (step.action === 'ask') {
    const input = RetrieverAskInput.safeParse(step.input).data;
    return input === undefined ? null : { input, depends_on: step.depends_on };
  }
  if (step.action !== 'answer') return null;
  const read = referencedSteps(step.input.passages);
  const searches = steps.filter(
    (other) => read.includes(other.id) && other.action === 'search' && isPlain(other),
  );
  const inputs = searches.map(({ input }) => RetrieverSearchInput.safeParse(input).data);
  const known = inputs.filter((input) => input !== undefined);
  if (known.length === 0 || known.length < read.length) return null;
  const input = RetrieverAskInput.safeParse({
    question: step.input.question,
    queries: known.map(({ query }) => query),
    limit: Math.min(...known.map(({ limit }) => limit), maxLimit),
  }).data;
  if (input === undefined) return null;
  const parents = new Set([step, ...searches].flatMap(parentsOf));
  return { input, depends_on: [...parents].filter((id) => !read.includes(id)) };
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
  const asking = askingOf(step, steps);
  const canAsk = arms.some(
    ({ arm_id, capabilities }) => arm_id === retrieverArm.name && capabilities.includes('ask'),
  );
  const own = asking !== null && canAsk ? asks(step, asking) : [{ step, answerPath, hasPassages: false }];
  return [...own.slice(0, 1), ...others, ...own.slice(1)].filter(isNew);
};
