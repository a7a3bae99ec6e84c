import { judgeCriterion } from '../criteria/criterion.ts';
import { type Check, issue } from './check.ts';

export interface CriteriaCheck extends Check {
  readonly passed: readonly string[];
  readonly failed: readonly string[];
  readonly undecided: readonly string[];
}

/**
 * Judges the acceptance criteria. One that no rule can decide is in neither list of the result and is reported as
 * `criterion_needs_model`. The score is the share of the decided ones that passed, 1 when none was decided.
 */
export const checkCriteria = (criteria: readonly string[], output: string): CriteriaCheck => {
  const judged = criteria.map((criterion, at) => ({
    criterion,
    location: `acceptance_criteria[${at}]`,
    verdict: judgeCriterion(criterion, output),
  }));
  const having = (verdict: string): string[] =>
    judged.filter((entry) => entry.verdict === verdict).map(({ criterion }) => criterion);
  const [passed, failed, undecided] = [having('passed'), having('failed'), having('undecided')];
  const decided = passed.length + failed.length;
  const issues = judged.flatMap(({ criterion, location, verdict }) => {
    if (verdict === 'failed')
      return [
        issue(
          'high',
          'criterion_failed',
          `The answer does not meet: ${criterion}`,
          location,
          'Meet the criterion.',
        ),
      ];
    if (verdict === 'undecided')
      return [issue('low', 'criterion_needs_model', `No rule can decide: ${criterion}`, location)];
    return [];
  });
  return { score: decided === 0 ? 1 : passed.length / decided, issues, passed, failed, undecided };
};
