import type { PlannerInput } from '@octollm/contracts';
import { parseComparison } from '../goal/comparison.ts';
import { partsOf } from '../goal/parts.ts';
import { withoutPoliteness } from '../goal/politeness.ts';
import { onOneLine } from '../goal/words.ts';

/** What a plan does, before its steps are written out. */
export interface Outline {
  /** What to search the documents for: one search each, side by side. */
  readonly queries: readonly string[];
  readonly rationale: string;
  readonly confidence: number;
}

/** More subjects than this are searched for together: the answer could not hold a share of each. */
const maxSubjects = 10;

/** How to answer a question: one search, or one for each part that stands on its own. */
export const questionOutline = ({ goal }: PlannerInput): Outline => {
  const queries = partsOf(goal);
  return queries.length === 1
    ? {
        queries,
        rationale:
          'The goal is a question: search the documents, answer from what is found, and verify the answer.',
        confidence: 0.9,
      }
    : {
        queries,
        rationale: `The goal asks ${queries.length} questions: search for each side by side, answer from all that is found, and verify the answer.`,
        confidence: 0.8,
      };
};

/** How to compare: one search for each subject with equal shares, so that none is crowded out. */
export const comparisonOutline = ({ goal }: PlannerInput): Outline => {
  const text = withoutPoliteness(onOneLine(goal));
  const { subjects, aspect } = parseComparison(text);
  if (subjects.length === 0 || subjects.length > maxSubjects)
    return {
      queries: [text],
      rationale:
        'The goal is a comparison whose subjects cannot be told apart by rule: search for all of it at once, answer from what is found, and verify the answer.',
      confidence: 0.5,
    };
  return {
    queries: subjects.map((subject) => `${subject} ${aspect}`),
    rationale: `The goal compares ${subjects.length === 1 ? 'one subject with itself' : `${subjects.length} subjects`}: search for each with an equal share, answer from all that is found, and verify the answer.`,
    confidence: 0.8,
  };
};
