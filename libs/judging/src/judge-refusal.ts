import { type JudgeInput, qualityScore, type Scores, type ValidationResult } from '@octollm/contracts';
import type { Claim } from './answer/claim.ts';
import { isRefusal } from './answer/refusal.ts';
import { type Check, isGrave, issue } from './checks/check.ts';
import { proposalIssues } from './checks/proposals.ts';
import { checkResponse } from './checks/response.ts';

/** Says that there is no answer: right when it claims and cites nothing. */
const checkRefusal = ({ answer }: JudgeInput, claims: readonly Claim[]): Check => {
  const claiming = claims.map(({ text, location }) =>
    issue(
      'high',
      'refusal_claims',
      `The answer is marked unanswerable and yet says: ${text}`,
      location,
      'Say only that the sources do not answer.',
    ),
  );
  const citing =
    answer.citations.length === 0
      ? []
      : [
          issue(
            'high',
            'refusal_cites',
            'The answer is marked unanswerable and yet has citations.',
            'citations',
            'Leave them out.',
          ),
        ];
  const issues = [...claiming, ...citing];
  return { score: issues.length === 0 ? 1 : 0, issues };
};

/** Judges an answer that says that the sources do not hold it: valid when it claims and cites nothing. */
export const judgeRefusal = (input: JudgeInput, claims: readonly Claim[]): ValidationResult => {
  const claiming = claims.filter((claim) => !isRefusal(claim, input.goal));
  const refusal = checkRefusal(input, claiming);
  const response = checkResponse(input.answer.output);
  const scores: Scores = {
    factual: refusal.score,
    citation: refusal.score,
    completeness: 0,
    source: refusal.score,
    tool_efficiency: refusal.score,
    response: response.score,
  };
  const issues = [...refusal.issues, ...response.issues, ...proposalIssues(input)];
  return {
    valid: !issues.some(isGrave),
    confidence: 1,
    quality_score: qualityScore(scores),
    scores,
    issues,
    passed_criteria: [],
    failed_criteria: [],
  };
};
