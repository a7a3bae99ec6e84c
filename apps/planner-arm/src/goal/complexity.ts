import type { PlannerInput, QueryType } from '@octollm/contracts';
import { onOneLine } from './words.ts';

/** Where each type starts, from how many steps and how much judgement it takes. */
const base: Readonly<Record<QueryType, number>> = {
  fetch: 0.1,
  question: 0.2,
  other: 0.4,
  summary: 0.4,
  comparison: 0.45,
  code: 0.6,
};

/**
 * How complex a goal is, from 0 to 1: where its type starts, plus 0.1 for each search beyond the first (0.3 at
 * most), 0.05 for each constraint, acceptance criterion and required capability (0.25 at most), and 0.1 for every
 * 100 words (0.3 at most).
 */
export const complexityOf = (type: QueryType, searches: number, input: PlannerInput): number => {
  const demands =
    input.constraints.length + input.acceptance_criteria.length + input.required_capabilities.length;
  const words = onOneLine(input.goal).split(' ').length;
  const complexity =
    base[type] +
    Math.min((searches - 1) * 0.1, 0.3) +
    Math.min(demands * 0.05, 0.25) +
    Math.min(Math.floor(words / 100) * 0.1, 0.3);
  return Math.round(Math.min(complexity, 1) * 100) / 100;
};
