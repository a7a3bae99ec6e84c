import { coderArm, executorArm, judgeArm, retrieverArm } from '@octollm/catalogue';
import { referencedSteps } from '@octollm/engine';
import type { DraftStep, PlanDraft } from './plan-draft.ts';

/** Where the passages stand in what the actions of the retriever give. */
const passagesIn: ReadonlyMap<string, string> = new Map([
  ['search', 'results'],
  ['ask', 'passages'],
]);

const isJudge = ({ arm, action }: DraftStep): boolean => arm === judgeArm.name && action === 'validate';

/** A reference to what a step found that an answer can be checked against; undefined when it found nothing itself. */
const foundBy = ({ id, arm, action }: DraftStep): string | undefined => {
  if (arm === executorArm.name) return `{{steps.${id}.output}}`;
  const part = arm === retrieverArm.name ? passagesIn.get(action) : undefined;
  return part === undefined ? undefined : `{{steps.${id}.output.${part}}}`;
};

const telling: ReadonlySet<unknown> = new Set(['explain', 'analyze']);

/** Whether what a step gives can be checked against what it was given. Code cannot: it mends what a run of it found. */
const repeatsInput = ({ arm, input }: DraftStep): boolean =>
  arm !== coderArm.name || telling.has(input.operation);

/** The steps that what an input says leads back to, however far, in the order of the plan. */
const origins = (steps: readonly DraftStep[], input: unknown): DraftStep[] => {
  const known = new Set<string>();
  const follow = (value: unknown): void => {
    for (const id of referencedSteps(value)) {
      const step = steps.find((one) => one.id === id);
      if (step === undefined || known.has(id)) continue;
      known.add(id);
      if (repeatsInput(step)) follow(step.input);
    }
  };
  follow(input);
  return steps.filter(({ id }) => known.has(id));
};

/** Whether the answer is one that cites passages: that of a step of the retriever. */
const citesPassages = (steps: readonly DraftStep[], { input }: DraftStep): boolean =>
  typeof input.answer === 'string' &&
  referencedSteps(input.answer).every(
    (id) => steps.find((step) => step.id === id)?.arm === retrieverArm.name,
  );

const listOf = (value: unknown): readonly unknown[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];

/**
 * A draft whose verification is given all that its answer was made from: the passages of every search that the answer leads
 * back to, and what tools returned as evidence. An answer that a model or a text of the plan makes has no citations, so
 * passages are evidence for it, too. What the draft gives already stays as it is.
 */
export const withJudgedSources = (draft: PlanDraft): PlanDraft => {
  const { steps } = draft;
  const judge = steps.at(-1);
  if (judge === undefined || !isJudge(judge)) return draft;
  const { answer, passages, evidence } = judge.input;
  const given = new Set(referencedSteps([passages, evidence]));
  const missing = origins(steps, answer).flatMap((step) => {
    const reference = foundBy(step);
    return reference === undefined || given.has(step.id) ? [] : [{ step, reference }];
  });
  if (missing.length === 0) return draft;
  const isPassage = ({ arm }: DraftStep): boolean => arm === retrieverArm.name && citesPassages(steps, judge);
  const found = missing.filter(({ step }) => isPassage(step)).map(({ reference }) => reference);
  const told = missing
    .filter(({ step }) => !isPassage(step))
    .map(({ step, reference }) => ({ label: step.id, content: reference }));
  const input = {
    ...judge.input,
    ...(found.length === 0 ? {} : { passages: onlyOrList([...listOf(passages), ...found]) }),
    ...(told.length === 0 ? {} : { evidence: [...listOf(evidence), ...told] }),
  };
  const depends_on = [...new Set([...judge.depends_on, ...missing.map(({ step }) => step.id)])];
  return { ...draft, steps: [...steps.slice(0, -1), { ...judge, input, depends_on }] };
};

/** One list of passages is referred to as it is, several as a list of lists. */
const onlyOrList = (references: readonly unknown[]): unknown =>
  references.length === 1 ? references[0] : references;

/** Whether passages of an input, in whatever lists of lists, hold some that refer to no step. */
const holdsInvented = (passages: unknown): boolean =>
  listOf(passages).some((one) =>
    Array.isArray(one) ? holdsInvented(one) : referencedSteps(one).length === 0,
  );

/**
 * Passages that a plan writes down itself were found by nobody: an answer from them would be made up and pass, beside
 * found ones, too.
 */
export const inventedPassages = ({ steps }: PlanDraft): string[] =>
  steps
    .filter(({ input: { passages } }) => holdsInvented(passages))
    .map(({ id }) => `Passages of step ${id} were found by no step: refer to the results of a search alone.`);
