import type { ValidationIssue } from '@octollm/contracts';
import type { Claim } from '../answer/claim.ts';
import { Reading } from '../answer/reading.ts';
import type { Subject } from '../answer/subject.ts';
import { checkFigures } from '../figures/figure-check.ts';
import { type Check, issue, mean } from './check.ts';
import { supportOf } from './support.ts';

const isCode = ({ text }: Claim): boolean => text.startsWith('```') || /^(?: {4}|\t)/.test(text);

/**
 * Whether what an answer says stands in what tools returned. Code is no statement about it. Tools return little text,
 * so that words alone decide nothing; a figure that is nowhere does.
 */
export const checkGrounding = (
  claims: readonly Claim[],
  texts: readonly string[],
  subject: Subject,
): Check => {
  const readings = texts.map((text) => new Reading(text));
  const said = claims.filter((claim) => !isCode(claim));
  const checks = said.map((claim): Check => {
    const { wrong } = checkFigures(claim.text, { readings, before: [], given: subject.figures });
    const isTold = supportOf(claim.text, readings, subject.concepts) !== 'none';
    const issues: ValidationIssue[] = [
      ...wrong
        .filter(({ problem }) => problem !== 'count_unsupported')
        .map(({ figure }) =>
          issue(
            'high',
            'figure_unsupported',
            `Nothing that was returned holds ${figure.text}.`,
            claim.location,
            'Take the figure from what the tools returned.',
          ),
        ),
      ...(isTold
        ? []
        : [
            issue(
              'medium',
              'claim_unsupported',
              `Nothing that was returned says this: ${claim.text}`,
              claim.location,
              'Leave it out.',
            ),
          ]),
    ];
    return { score: wrong.length > 0 ? 0 : isTold ? 1 : 0.5, issues };
  });
  return { score: mean(checks.map(({ score }) => score)), issues: checks.flatMap(({ issues }) => issues) };
};
