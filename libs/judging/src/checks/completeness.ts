import { type Answer, type ValidationIssue } from '@octollm/contracts';
import {
  holdsAnswer,
  notFoundPart,
  type QuestionPart,
  type QuestionWord,
  questionParts,
  relatedTo,
  sentences,
  terms,
} from '@octollm/text';
import type { Claim } from '../answer/claim.ts';
import { type Check, issue, mean } from './check.ts';

/** A part of the goal of which less than this share is spoken of is not covered. */
const neededShare = 0.5;
/** Words such as `describe` or `chain` ask for nothing that an answer must repeat. */
const neededOfOpen = 0.2;

const speaksOf = (said: ReadonlySet<string>, { terms: [whole = '', ...parts] }: QuestionWord): boolean =>
  said.has(whole) ||
  (parts.length > 0 && parts.every((part) => said.has(part))) ||
  relatedTo(whole).some((term) => said.has(term));

/** What is asked must be in the answer; what it is asked of may stand in the passages the answer cites. */
const coverageOf = (
  part: QuestionPart,
  claims: readonly Claim[],
  said: ReadonlySet<string>,
  around: ReadonlySet<string>,
): number => {
  const own = ({ inherited, weight }: QuestionWord): boolean => !inherited && weight >= 1;
  const shares = [
    ...part.focus.filter(own).map((word) => (speaksOf(said, word) ? 1 : speaksOf(around, word) ? 0.5 : 0)),
    ...part.subject.filter(own).map((word) => (speaksOf(said, word) || speaksOf(around, word) ? 1 : 0)),
  ];
  const known = new Set(part.subject.flatMap((word) => word.terms));
  const isAnswered = claims.some(({ text }) => holdsAnswer(part.expected, text, known));
  return mean(shares) * (isAnswered ? 1 : 0.5);
};

const partIssue = (part: QuestionPart, coverage: number, isAdmitted: boolean): ValidationIssue[] => {
  if (isAdmitted)
    return [issue('low', 'part_not_found', `The sources do not answer this part: ${part.text}`, null)];
  if (coverage >= neededShare) return [];
  return [
    issue(
      'medium',
      'part_not_covered',
      `The answer does not cover this part: ${part.text}`,
      null,
      'Answer it or say that it was not found.',
    ),
  ];
};

/**
 * Whether the answer speaks of everything that the goal asks. The score is the mean of the parts' coverage; a part that
 * the answer admits it did not find counts nothing. An answer that covers no part at all is beside the point.
 */
export const checkCompleteness = (
  goal: string,
  { output, citations }: Answer,
  claims: readonly Claim[],
): Check => {
  const parts = questionParts(goal);
  const admitted = new Set(sentences(output).map(({ text }) => text));
  const said = new Set(terms(claims.map(({ text }) => text).join(' ')));
  const around = new Set(citations.flatMap(({ passage, title }) => terms(`${title ?? ''} ${passage}`)));
  const results = parts.map((part) => {
    const isAdmitted = admitted.has(notFoundPart(part.text));
    const coverage = isAdmitted ? 0 : coverageOf(part, claims, said, around);
    return { part, coverage, issues: partIssue(part, coverage, isAdmitted) };
  });
  const isBesideThePoint =
    results.length > 0 &&
    results.every(
      ({ coverage, part }) => coverage < (part.expected.kind === 'open' ? neededOfOpen : neededShare),
    );
  return {
    score: mean(results.map(({ coverage }) => coverage)),
    issues: [
      ...results.flatMap(({ issues }) => issues),
      ...(isBesideThePoint
        ? [
            issue(
              'high',
              'goal_not_addressed',
              'The answer does not address the goal.',
              'output',
              'Answer what was asked.',
            ),
          ]
        : []),
    ],
  };
};
