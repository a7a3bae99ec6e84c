import {
  type JudgeInput,
  qualityScore,
  type Scores,
  type ValidationIssue,
  type ValidationResult,
} from '@octollm/contracts';
import { type Claim, claimsOf } from './answer/claim.ts';
import { isRefusal } from './answer/refusal.ts';
import { Sources } from './answer/sources.ts';
import { type Check, issue, mean } from './checks/check.ts';
import { checkEfficiency, checkMarkers, checkSources } from './checks/citations.ts';
import { checkCompleteness } from './checks/completeness.ts';
import { checkCriteria } from './checks/criteria.ts';
import { checkFacts } from './checks/factual.ts';
import { checkResponse } from './checks/response.ts';

/** What a criterion that no rule can decide takes from the confidence in the judgement, at most. */
const undecidedShare = 0.5;

const ratio = (value: number): number => Math.min(1, Math.max(0, value));

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

const judgeRefusal = (input: JudgeInput, claims: readonly Claim[]): ValidationResult => {
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
  const issues = [...refusal.issues, ...response.issues, ...contradictionIssues(input)];
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

/** That others answered differently is for people to know; whether this answer is right its passages tell. */
const contradictionIssues = ({ contradictions = [] }: JudgeInput): ValidationIssue[] =>
  contradictions.map((other) =>
    issue(
      'medium',
      'proposals_contradict',
      `Another proposal answers otherwise: ${other}`,
      'output',
      'Check both against the passages.',
    ),
  );

const isGrave = ({ severity }: { readonly severity: string }): boolean =>
  severity === 'high' || severity === 'critical';

/**
 * Judges an answer by rule, from the passages it was made from. One issue of severity high or critical makes it invalid,
 * whatever its scores. An answer that says the sources do not hold it (`answerable` false) is valid when it claims and
 * cites nothing; acceptance criteria do not apply to it.
 */
export const judgeAnswer = (input: JudgeInput): ValidationResult => {
  const { goal, answer, acceptance_criteria } = input;
  const claims = claimsOf(answer.output, goal);
  if (!answer.answerable) return judgeRefusal(input, claims);
  const sources = new Sources(input);
  const facts = checkFacts(claims, sources);
  const markers = checkMarkers(answer, claims, sources);
  const cited = checkSources(answer, claims, sources);
  const complete = checkCompleteness(goal, answer, claims);
  const criteria = checkCriteria(acceptance_criteria, answer.output);
  const efficiency = checkEfficiency(answer);
  const response = checkResponse(answer.output);
  const decided = criteria.passed.length + criteria.failed.length;
  const scores: Scores = {
    factual: ratio(claims.length === 0 ? 0 : facts.score),
    citation: ratio(claims.length === 0 ? 0 : markers.score),
    completeness: ratio(decided === 0 ? complete.score : mean([complete.score, criteria.score])),
    source: ratio(claims.length === 0 ? 0 : cited.score),
    tool_efficiency: ratio(efficiency.score),
    response: ratio(response.score),
  };
  const issues = [
    ...[facts, markers, cited, complete, criteria, efficiency, response].flatMap((check) => check.issues),
    ...contradictionIssues(input),
  ];
  const undecided = criteria.undecided.length / Math.max(1, acceptance_criteria.length);
  return {
    valid: !issues.some(isGrave),
    confidence: 1 - undecidedShare * undecided,
    quality_score: qualityScore(scores),
    scores,
    issues,
    passed_criteria: [...criteria.passed],
    failed_criteria: [...criteria.failed],
  };
};
