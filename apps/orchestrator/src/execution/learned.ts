import type { Plan } from '@octollm/contracts';
import type { PlanRun } from '@octollm/engine';
import type { TaskEnd } from '@octollm/memory';
import { asksCoder, solutionsOf } from '../memory/coder-solutions.ts';
import type { Learned } from '../memory/task-memory.ts';
import { roundOf, roundsOf } from './rounds.ts';

/**
 * What a run leaves to be remembered. Others learn from the code of a task that did all it was to do; that of rounds
 * which the judge sent back is not in it.
 */
export const learnedFrom = (plan: Plan, run: PlanRun, end: TaskEnd): Learned => {
  const arms = plan.steps.map(({ arm }) => arm);
  if (end.status !== 'succeeded' || end.result.degraded || !plan.steps.some(asksCoder))
    return { arms, solutions: [] };
  const round = roundsOf(plan, run).findLast(({ answer }) => answer !== undefined)?.round;
  const steps = plan.steps.filter(({ id }) => roundOf(id) === round);
  return { arms, solutions: solutionsOf({ steps }, run.outputs) };
};
