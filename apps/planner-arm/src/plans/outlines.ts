import type { PlannerInput } from '@octollm/contracts';
import {
  decompose,
  enumeratedNames,
  namesInContext,
  onOneLine,
  parseComparison,
  partsOf,
  withoutPoliteness,
} from '@octollm/routing';

/** What a plan does, before its steps are written out. */
export interface Outline {
  /** What to search the documents for: one search each, side by side. */
  readonly queries: readonly string[];
  readonly rationale: string;
  readonly confidence: number;
}

/** More subjects than this are searched for together: the answer could not hold a share of each. */
const maxSubjects = 10;

/** One search for each name with an equal share, so that none is crowded out. */
const namesOutline = (text: string, names: readonly string[]): Outline => ({
  queries: names.map((name) => `${name} ${text}`),
  rationale: `The goal is about ${names.length} names: search for each with an equal share, answer from all that is found, and verify the answer.`,
  confidence: 0.8,
});

/**
 * How to answer a question: one search, or one for each name that it is about, for each fact that a calculation needs, or
 * for each part that stands on its own.
 */
export const questionOutline = ({ goal, context }: PlannerInput): Outline => {
  const given = namesInContext(context);
  const names = given.length > 0 ? given : enumeratedNames(onOneLine(goal));
  if (names.length >= 2) return namesOutline(onOneLine(goal), names);
  const single = given.length > 0 ? undefined : decompose(goal)?.questions;
  if (single !== undefined)
    return {
      queries: single.map(({ text }) => text),
      rationale: `The goal follows from ${single.length} facts: search for each with an equal share, answer from all that is found, and verify the answer.`,
      confidence: 0.8,
    };
  const queries = partsOf(goal);
  return queries.length === 1
    ? {
        queries: names.length === 1 ? names.map((name) => `${name} ${onOneLine(goal)}`) : queries,
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
export const comparisonOutline = ({ goal, context }: PlannerInput): Outline => {
  const text = withoutPoliteness(onOneLine(goal));
  const names = namesInContext(context);
  if (names.length >= 2) return namesOutline(text, names);
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
