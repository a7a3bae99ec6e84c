import {
  type JudgeInput,
  qualityScore,
  type ValidationIssue,
  type ValidationResult,
} from '@octollm/contracts';
import type { OpenPoints } from './open-points.ts';
import type { Reading } from './reading.ts';

/** What a criterion takes from the confidence at most when only a model has decided it. */
const modelShare = 0.2;

const issue = (type: string, message: string, location: string | null): ValidationIssue => ({
  severity: 'high',
  type,
  message,
  location,
  suggestion: null,
});

/** The issue of a statement once a model has read it: gone when it is supported, grave when it is not. */
const afterReading = (
  given: ValidationIssue,
  open: OpenPoints,
  { statements }: Reading,
): ValidationIssue[] => {
  const at = open.claims.findIndex((claim) => claim.issue === given);
  const read = statements.find(({ number }) => number === at + 1);
  if (at < 0 || read === undefined || read.supported === 'unclear') return [given];
  return read.supported === 'yes'
    ? [{ ...given, severity: 'low', message: `${given.message} A model finds it supported: ${read.reason}` }]
    : [issue('claim_unsupported', `A model finds this unsupported: ${read.reason}`, given.location)];
};

const share = (part: number, whole: number): number => (whole === 0 ? 1 : part / whole);

/**
 * The judgement of the rules with what a model read. It decides what the rules left open and nothing else: no score
 * rises by it, and what the rules found wrong stays wrong.
 */
export const withReading = (
  input: JudgeInput,
  ruled: ValidationResult,
  open: OpenPoints,
  reading: Reading,
): ValidationResult => {
  const read = open.criteria.map(({ text, at }, index) => ({
    text,
    at,
    verdict: reading.criteria.find(({ number }) => number === index + 1),
  }));
  const met = read.filter(({ verdict }) => verdict?.met === true);
  const failed = read.filter(({ verdict }) => verdict?.met === false);
  const unsupported = reading.statements.filter(({ supported }) => supported === 'no').length;
  const scores = {
    ...ruled.scores,
    factual: ruled.scores.factual * (1 - share(unsupported, Math.max(1, open.claims.length))),
    completeness: Math.min(ruled.scores.completeness, share(met.length, read.length)),
    response: Math.min(ruled.scores.response, reading.quality),
  };
  const issues = [
    ...ruled.issues
      .filter(({ type }) => type !== 'criterion_needs_model')
      .flatMap((given) => afterReading(given, open, reading)),
    ...failed.map(({ text, at, verdict }) =>
      issue(
        'criterion_failed',
        `The answer does not meet: ${text}. ${verdict?.reason ?? ''}`,
        `acceptance_criteria[${at}]`,
      ),
    ),
  ];
  return {
    ...ruled,
    valid: !issues.some(({ severity }) => severity === 'high' || severity === 'critical'),
    confidence:
      1 - modelShare * share(read.length + open.claims.length, read.length + open.claims.length + 1),
    scores,
    quality_score: qualityScore(scores),
    issues,
    passed_criteria: input.acceptance_criteria.filter(
      (text) => ruled.passed_criteria.includes(text) || met.some((one) => one.text === text),
    ),
    failed_criteria: input.acceptance_criteria.filter(
      (text) => ruled.failed_criteria.includes(text) || failed.some((one) => one.text === text),
    ),
  };
};
