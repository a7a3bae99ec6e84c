import type { ValidationIssue } from '@octollm/contracts';
import { calculations, type Quantity, quantities } from '@octollm/text';
import type { Claim } from '../answer/claim.ts';
import type { Reading } from '../answer/reading.ts';
import type { Sources } from '../answer/sources.ts';
import type { Subject } from '../answer/subject.ts';
import { checkFigures } from '../figures/figure-check.ts';
import { clausesOf } from '../wording/clause.ts';
import { isDenied } from '../wording/contradiction.ts';
import { type Check, issue, mean } from './check.ts';
import { misplacedCitation, wrongCitation } from './claim-citations.ts';
import { contradictionIssues, figureIssue, namingIssues, supportIssue } from './claim-issues.ts';
import { isQuoted, type Support, supportOf, toldShareOf, weakShare } from './support.ts';

const worth: Readonly<Record<Support, number>> = { quoted: 1, told: 1, altered: 0.5, weak: 0.5, none: 0 };

interface Facts {
  readonly sources: Sources;
  readonly subject: Subject;
  /** Supported figures of the claims before. */
  readonly before: readonly Quantity[];
  readonly isAmongQuotes: boolean;
}

interface CheckedClaim extends Check {
  readonly right: readonly Quantity[];
}

const checkCited = (claim: Claim, readings: readonly Reading[], facts: Facts): CheckedClaim => {
  const { sources, subject, before } = facts;
  const worded = supportOf(claim.text, readings, subject.concepts);
  if (worded === 'quoted') return { score: 1, issues: [], right: quantities(claim.text) };
  const { wrong, right } = checkFigures(claim.text, { readings, before, given: subject.figures });
  // A claim in other words whose figures are all there says at least something of the passage.
  const support = worded === 'none' && right.length > 0 && wrong.length === 0 ? 'weak' : worded;
  const grave = [
    ...wrong.map((figure) => figureIssue(figure, claim.location)),
    ...calculations(claim.text)
      .filter(({ isRight }) => !isRight)
      .map(({ text, result }) =>
        issue(
          'high',
          'arithmetic_wrong',
          `${text} is wrong: it comes to ${result}.`,
          claim.location,
          'Compute it again.',
        ),
      ),
    ...namingIssues(claim, readings, subject),
    ...contradictionIssues(claim, readings, subject, right),
    ...wrongCitation(claim, readings, sources.allReadings, subject, right),
    ...misplacedCitation(claim, sources, subject),
  ];
  const isWrong = grave.some(({ severity }) => severity === 'high');
  return {
    score: isWrong ? 0 : worth[support],
    issues: [...supportIssue(support, claim, facts.isAmongQuotes), ...grave],
    right,
  };
};

/** A claim without a citation that resolves: it may still stand in a passage, but nobody can tell where. */
const checkUncited = (claim: Claim, { sources, subject, before }: Facts): CheckedClaim => {
  const all = sources.allReadings;
  const isTold = isQuoted(claim.text, all) || toldShareOf(claim.text, all, subject.concepts) >= weakShare;
  const { right } = checkFigures(claim.text, { readings: [], before, given: [] });
  const uncited = quantities(claim.text).filter((figure) => !right.includes(figure));
  return {
    score: isTold ? 0.5 : 0,
    issues: [
      isTold
        ? issue(
            'medium',
            'claim_uncited',
            `This has no citation: ${claim.text}`,
            claim.location,
            'Cite the passage it comes from.',
          )
        : issue(
            'high',
            'claim_unsupported',
            `No passage says this: ${claim.text}`,
            claim.location,
            'Leave it out.',
          ),
      ...uncited.map((figure) =>
        issue(
          'high',
          'figure_uncited',
          `The figure ${figure.text} has no citation that resolves.`,
          claim.location,
          'Cite the passage it comes from.',
        ),
      ),
    ],
    right,
  };
};

/** A claim is compared with so many before it. */
const comparedBefore = 50;

/** Claims of the answer that deny each other. */
const inconsistencies = (
  claims: readonly Claim[],
  quoted: readonly boolean[],
  subject: Subject,
): ValidationIssue[] => {
  // What passages say word for word is theirs to answer for.
  const clauses = claims.map(({ text }, at) => (quoted[at] === true ? [] : clausesOf(text)));
  return claims.flatMap((claim, at) => {
    const others = clauses.slice(Math.max(0, at - comparedBefore), at).flat();
    return clauses[at]?.some((clause) => isDenied(clause, others, subject)) === true
      ? [
          issue(
            'high',
            'contradiction',
            `The answer also says the opposite: ${claim.text}`,
            claim.location,
            'Say one or the other.',
          ),
        ]
      : [];
  });
};

/**
 * Whether every claim stands in the passages it cites: word for word, or what it speaks of, with the same figures, or
 * figures that can be computed from them, the same dates and names, and nothing that they deny.
 */
export const checkFacts = (claims: readonly Claim[], sources: Sources, subject: Subject): Check => {
  const quoted = claims.map((claim) => isQuoted(claim.text, sources.readingsOf(claim.cites)));
  const before: Quantity[] = [];
  const checks = claims.map((claim, at): CheckedClaim => {
    const readings = sources.readingsOf(claim.cites);
    const others = quoted.filter((_, index) => index !== at);
    const facts = { sources, subject, before, isAmongQuotes: others.length > 0 && others.every(Boolean) };
    const checked = readings.length === 0 ? checkUncited(claim, facts) : checkCited(claim, readings, facts);
    before.push(...checked.right);
    return checked;
  });
  return {
    score: mean(checks.map(({ score }) => score)),
    issues: [...checks.flatMap(({ issues }) => issues), ...inconsistencies(claims, quoted, subject)],
  };
};
