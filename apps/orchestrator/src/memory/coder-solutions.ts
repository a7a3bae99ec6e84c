import { coderArm } from '@octollm/catalogue';
import { CoderInput, type CoderOperation, CoderOutput, type Plan, type PlanStep } from '@octollm/contracts';
import { resolveReferences, UnresolvedReferenceError } from '@octollm/engine';
import type { Solution } from '@octollm/memory';

/** What answers an instruction with code that somebody with the same instruction may want to see. */
const solving: ReadonlySet<CoderOperation> = new Set(['generate', 'debug', 'refactor', 'optimize']);

export const isSolved = ({ operation }: CoderInput): boolean => solving.has(operation);

/** Whether a step asks the coder of the platform for code. */
export const asksCoder = ({ arm, action }: Pick<PlanStep, 'arm' | 'action'>): boolean =>
  arm === coderArm.name && action === 'code';

/** A solution, and the step that it was first asked of. */
export interface CoderSolution extends Solution {
  readonly stepId: string;
}

const codeOfStep = /^\{\{\s*steps\.([a-z][a-z0-9_-]{0,63})\.output\.code\s*\}\}$/;

/** The step whose code another one works on. */
const basisOf = ({ input }: PlanStep): string | undefined =>
  typeof input['code'] === 'string' ? codeOfStep.exec(input['code'])?.[1] : undefined;

const inputOf = ({ input }: PlanStep, outputs: ReadonlyMap<string, unknown>): CoderInput | undefined => {
  try {
    return CoderInput.safeParse(resolveReferences(input, outputs)).data;
  } catch (error) {
    if (error instanceof UnresolvedReferenceError) return undefined;
    throw error;
  }
};

/**
 * The solutions that the steps of a plan have come to. What mends or betters the code of an earlier step takes its
 * place: the first instruction says what the code is for, and the last code is what was meant. Steps for each of
 * several items, and loops, are left out.
 */
export const solutionsOf = (
  { steps }: Pick<Plan, 'steps'>,
  outputs: ReadonlyMap<string, unknown>,
): CoderSolution[] => {
  const byStep = new Map<string, CoderSolution>();
  for (const step of steps.filter(({ for_each, repeat }) => for_each === undefined && repeat === undefined)) {
    if (!asksCoder(step)) continue;
    const input = inputOf(step, outputs);
    const { code, language } = CoderOutput.safeParse(outputs.get(step.id)).data ?? {};
    if (input === undefined || !isSolved(input) || language === undefined || !code) continue;
    const first = byStep.get(basisOf(step) ?? '');
    const { stepId, instruction } = first ?? { stepId: step.id, instruction: input.instruction };
    byStep.set(step.id, { stepId, instruction, language, code });
  }
  return [...new Map([...byStep.values()].map((solution) => [solution.stepId, solution])).values()];
};
