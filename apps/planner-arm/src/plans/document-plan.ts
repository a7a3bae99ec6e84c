import { judgeArm, retrieverArm } from '@octollm/catalogue';
import { newId, type Plan, type PlannerInput, type PlanStep } from '@octollm/contracts';
import { cutAtWord, onOneLine, withoutReferences } from '../goal/words.ts';
import type { Outline } from './outlines.ts';
import { stepOf } from './step.ts';

const maxQuery = 500;
const maxQuestion = 10_000;
/** Passages for the whole answer: each search has an equal share of them, and eight at most. */
const passageShare = (searches: number): number => Math.min(8, Math.max(4, Math.floor(24 / searches)));

const searchSteps = (queries: readonly string[], { budget }: PlannerInput): PlanStep[] =>
  queries.map((query, index) =>
    stepOf(
      {
        id: queries.length === 1 ? 'search' : `search_${index + 1}`,
        arm: retrieverArm.name,
        action: 'search',
        input: {
          query: cutAtWord(withoutReferences(onOneLine(query)), maxQuery),
          limit: passageShare(queries.length),
        },
        depends_on: [],
      },
      budget,
    ),
  );

/** One search gives its list; several give a list of lists, which the arms interleave. */
const passagesOf = (searches: readonly PlanStep[]): string | readonly string[] => {
  const references = searches.map(({ id }) => `{{steps.${id}.output.results}}`);
  const [only] = references;
  return references.length === 1 && only !== undefined ? only : references;
};

/** The plan for a goal that the documents answer: search, answer from what was found, verify. */
export const documentPlan = (input: PlannerInput, outline: Outline): Plan => {
  const goal = withoutReferences(input.goal.trim());
  const searches = searchSteps(outline.queries, input);
  const passages = passagesOf(searches);
  const found = searches.map(({ id }) => id);
  const answer = stepOf(
    {
      id: 'answer',
      arm: retrieverArm.name,
      action: 'answer',
      input: { question: cutAtWord(goal, maxQuestion), passages },
      depends_on: found,
    },
    input.budget,
  );
  const verify = stepOf(
    {
      id: 'verify',
      arm: judgeArm.name,
      action: 'validate',
      input: {
        goal,
        answer: '{{steps.answer.output}}',
        passages,
        acceptance_criteria: input.acceptance_criteria.map(withoutReferences),
      },
      depends_on: ['answer', ...found],
    },
    input.budget,
  );
  return {
    id: newId(),
    steps: [...searches, answer, verify],
    rationale: outline.rationale,
    confidence: outline.confidence,
  };
};
