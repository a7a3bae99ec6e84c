import { judgeArm } from '@octollm/catalogue';
import { Answer, type Plan, type PlanStep, ValidationResult } from '@octollm/contracts';
import { type PlanRun, resolveReferences, UnresolvedReferenceError } from '@octollm/engine';

/** An answer that the judge scores lower is planned again. */
export const acceptedQuality = 0.8;

const prefix = /^r([1-9])-/;

/** The round that a step belongs to: 0 for the first plan, n for steps called `r<n>-...`, made when it was repaired. */
export const roundOf = (stepId: string): number => Number(prefix.exec(stepId)?.[1] ?? 0);

/** The id of a step in a round. */
export const idInRound = (round: number, stepId: string): string => `r${round}-${stepId}`;

/** What a step is called without its round. */
export const withoutRound = (stepId: string): string => stepId.replace(prefix, '');

/** What one round came to. */
export interface RoundEnd {
  readonly round: number;
  readonly answer: Answer | undefined;
  /** Null when the judge could not be asked. */
  readonly validation: ValidationResult | null;
}

const answerIn = (source: unknown, run: PlanRun): Answer | undefined => {
  try {
    return Answer.safeParse(resolveReferences(source, run.outputs)).data;
  } catch (error) {
    if (error instanceof UnresolvedReferenceError) return undefined;
    throw error;
  }
};

/** What is judged is what is returned: the answer in the input of the judge's step, or the last step's output. */
const endOfRound = (round: number, steps: readonly PlanStep[], run: PlanRun): RoundEnd => {
  const judge = steps.findLast((step) => step.arm === judgeArm.name);
  const last = steps.at(-1);
  const source = judge?.input.answer ?? (last === undefined ? undefined : `{{steps.${last.id}.output}}`);
  const output = judge === undefined ? undefined : run.outputs.get(judge.id);
  return {
    round,
    answer: answerIn(source, run),
    validation: ValidationResult.safeParse(output).data ?? null,
  };
};

/** The rounds of a plan and what each came to, the first plan's first. */
export const roundsOf = ({ steps }: Plan, run: PlanRun): readonly RoundEnd[] =>
  [...new Set(steps.map(({ id }) => roundOf(id)))]
    .toSorted((a, b) => a - b)
    .map((round) =>
      endOfRound(
        round,
        steps.filter(({ id }) => roundOf(id) === round),
        run,
      ),
    );

/** What the judge has against an answer, a sentence each: everything when the score is too low, else what is grave. */
export const objections = (validation: ValidationResult): string[] => {
  const { valid, issues, quality_score } = validation;
  const isLow = quality_score < acceptedQuality;
  const grave = issues.filter(({ severity }) => severity === 'high' || severity === 'critical');
  return [
    ...(valid && !isLow ? [] : isLow ? issues : grave).map(({ message }) => message),
    ...(isLow ? [`The quality is ${quality_score}, below ${acceptedQuality}.`] : []),
  ];
};

/** Whether the judge accepts an answer: no grave issue, and a quality of 0.80 or more. */
export const isAccepted = ({ valid, quality_score }: ValidationResult): boolean =>
  valid && quality_score >= acceptedQuality;
