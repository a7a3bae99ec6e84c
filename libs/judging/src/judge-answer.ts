import { type JudgeInput, qualityScore, type Scores, type ValidationResult } from '@octollm/contracts';
import { type Claim, claimsOf } from './answer/claim.ts';
import { Reading } from './answer/reading.ts';
import { Sources } from './answer/sources.ts';
import { subjectOf } from './answer/subject.ts';
import { type Check, isGrave, mean } from './checks/check.ts';
import { checkEfficiency, checkMarkers, checkSources } from './checks/citations.ts';
import { checkCompleteness } from './checks/completeness.ts';
import { checkCriteria } from './checks/criteria.ts';
import { checkEvidence, textsOf } from './checks/evidence.ts';
import { checkFacts } from './checks/facts.ts';
import { checkGrounding } from './checks/grounding.ts';
import { proposalIssues } from './checks/proposals.ts';
import { checkResponse } from './checks/response.ts';
import { checkSchema } from './checks/schema.ts';
import { checkValues } from './checks/values.ts';
import { judgeRefusal } from './judge-refusal.ts';

/** What a criterion that no rule can decide takes from the confidence in the judgement, at most. */
const undecidedShare = 0.5;

const ratio = (value: number): number => Math.min(1, Math.max(0, value));
const nothingWrong: Check = { score: 1, issues: [] };

/** The respects in which an answer is judged, apart from criteria. */
interface Respects {
  readonly facts: Check;
  readonly markers: Check;
  readonly cited: Check;
  readonly complete: Check;
  readonly more: readonly Check[];
}

const proseRespects = (input: JudgeInput, claims: readonly Claim[]): Respects => {
  const { goal, answer } = input;
  const sources = new Sources(input);
  const none: Check = { score: 0, issues: [] };
  const of = (check: Check): Check => (claims.length === 0 ? { ...none, issues: check.issues } : check);
  return {
    facts: of(checkFacts(claims, sources, subjectOf(goal))),
    markers: of(checkMarkers(answer, claims, sources)),
    cited: of(checkSources(answer, claims, sources)),
    complete: checkCompleteness(goal, answer, claims),
    more: [],
  };
};

/** An answer that is JSON: its values are looked for in the passages, and it needs no citations. */
const structuredRespects = ({ answer, passages, output_schema }: JudgeInput): Respects => {
  const schema = checkSchema(answer.output, output_schema);
  const isValid = !schema.issues.some(isGrave);
  const values = checkValues(
    schema.value,
    passages.map(({ text }) => new Reading(text)),
  );
  const form: Check = { score: isValid ? 1 : 0, issues: schema.issues };
  return { facts: values, markers: nothingWrong, cited: nothingWrong, complete: form, more: [] };
};

/** An answer from what tools returned: it needs no citations, and what it says is compared with that. */
const groundedRespects = (input: JudgeInput, claims: readonly Claim[]): Respects => {
  const evidence = input.evidence ?? [];
  const reported = checkEvidence(evidence);
  return {
    facts: checkGrounding(claims, textsOf(evidence), subjectOf(input.goal)),
    markers: nothingWrong,
    cited: reported,
    complete: nothingWrong,
    more: [],
  };
};

const respectsOf = (input: JudgeInput, claims: readonly Claim[]): Respects => {
  if (input.output_schema !== undefined) return structuredRespects(input);
  const rests = input.passages.length > 0 || input.answer.citations.length > 0;
  if (input.evidence !== undefined && !rests) return groundedRespects(input, claims);
  const prose = proseRespects(input, claims);
  return { ...prose, more: [checkEvidence(input.evidence ?? [])] };
};

/**
 * Judges an answer by rule, from what it was made from. One issue of severity high or critical makes it invalid,
 * whatever its scores. An answer that says the sources do not hold it (`answerable` false) is valid when it claims and
 * cites nothing; acceptance criteria do not apply to it.
 */
export const judgeAnswer = (input: JudgeInput): ValidationResult => {
  const { goal, answer, acceptance_criteria } = input;
  const claims = claimsOf(answer.output, goal);
  if (!answer.answerable) return judgeRefusal(input, claims);
  const { facts, markers, cited, complete, more } = respectsOf(input, claims);
  const criteria = checkCriteria(acceptance_criteria, answer.output);
  const efficiency = checkEfficiency(answer);
  const response = checkResponse(answer.output);
  const decided = criteria.passed.length + criteria.failed.length;
  const scores: Scores = {
    factual: ratio(facts.score),
    citation: ratio(markers.score),
    completeness: ratio(decided === 0 ? complete.score : mean([complete.score, criteria.score])),
    source: ratio(cited.score),
    tool_efficiency: ratio(efficiency.score),
    response: ratio(response.score),
  };
  const issues = [
    ...[facts, markers, cited, complete, criteria, efficiency, response, ...more].flatMap(
      (check) => check.issues,
    ),
    ...proposalIssues(input),
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
