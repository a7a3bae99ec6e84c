import { judgeArm, retrieverArm } from '@octollm/catalogue';
import { newId, type Plan, type PlannerInput, type PlanStep } from '@octollm/contracts';
import { cutAtWord, onOneLine, withoutReferences } from '@octollm/routing';
import type { Outline } from './outlines.ts';
import { searchSettings } from './search-settings.ts';
import { stepOf } from './step.ts';

const maxQuery = 500;
const maxQuestion = 10_000;
const searchSteps = (queries: readonly string[], input: PlannerInput): PlanStep[] =>
  queries.map((query, index) =>
    stepOf(
      {
        id: queries.length === 1 ? 'search' : `search_${index + 1}`,
        arm: retrieverArm.name,
        action: 'search',
        input: {
          query: cutAtWord(withoutReferences(onOneLine(query)), maxQuery),
          ...searchSettings(queries.length, input),
        },
        depends_on: [],
      },
      input.budget,
    ),
  );

/** One search gives its list; several give a list of lists, which the arms interleave. */
const passagesOf = (searches: readonly PlanStep[]): string | readonly string[] => {
  const references = searches.map(({ id }) => `{{steps.${id}.output.results}}`);
  const [only] = references;
  return references.length === 1 && only !== undefined ? only : references;
};

/** With several searches, one that fails leaves the others to answer from. */
const joinOf = (searches: readonly PlanStep[]): Pick<PlanStep, 'join'> =>
  searches.length > 1 ? { join: 'any' } : {};

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
      ...joinOf(searches),
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
      ...joinOf(searches),
      ...(searches.length > 1
        ? { when: { operator: 'exists' as const, value: '{{steps.answer.output}}' } }
        : {}),
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
