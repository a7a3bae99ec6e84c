import type { ValidationIssue } from '@octollm/contracts';
import { figures, sameFigure } from '@octollm/text';
import type { Claim } from '../answer/claim.ts';
import type { Reading } from '../answer/reading.ts';
import type { Sources } from '../answer/sources.ts';
import { type Check, issue, mean } from './check.ts';
import { type Support, supportOf } from './support.ts';

const worth: Readonly<Record<Support, number>> = { quoted: 1, told: 1, altered: 0, weak: 0.5, none: 0 };

const supportIssues: Readonly<Record<Support, (claim: Claim) => ValidationIssue[]>> = {
  quoted: () => [],
  told: () => [],
  altered: ({ text, location }) => [
    issue(
      'high',
      'quote_altered',
      `The cited passage does not say it like this: ${text}`,
      location,
      'Quote the passage word for word.',
    ),
  ],
  weak: ({ text, location }) => [
    issue(
      'medium',
      'claim_weakly_supported',
      `The cited passage holds only part of this: ${text}`,
      location,
      'Keep to what the passage says.',
    ),
  ],
  none: ({ text, location }) => [
    issue(
      'high',
      'claim_unsupported',
      `No cited passage says this: ${text}`,
      location,
      'Leave it out or cite a passage that says it.',
    ),
  ],
};

const figureIssues = ({ text, location }: Claim, readings: readonly Reading[]): ValidationIssue[] => {
  const known = readings.flatMap((reading) => reading.figures());
  return figures(text)
    .filter((figure) => !known.some((other) => sameFigure(figure, other)))
    .map((figure) =>
      issue(
        'high',
        'figure_unsupported',
        `No cited passage holds the figure ${figure.text}.`,
        location,
        'Take the figure from the passage.',
      ),
    );
};

const checkCited = (claim: Claim, readings: readonly Reading[]): Check => {
  const support = supportOf(claim.text, readings);
  const wrongFigures = figureIssues(claim, readings);
  return {
    score: wrongFigures.length > 0 ? 0 : worth[support],
    issues: [...supportIssues[support](claim), ...wrongFigures],
  };
};

/** A claim without a citation that resolves: it may still stand in a passage, but nobody can tell where. */
const checkUncited = (claim: Claim, sources: Sources): Check => {
  const isTold = ['quoted', 'told'].includes(supportOf(claim.text, sources.allReadings));
  const uncited = figures(claim.text).map((figure) =>
    issue(
      'high',
      'figure_uncited',
      `The figure ${figure.text} has no citation that resolves.`,
      claim.location,
      'Cite the passage it comes from.',
    ),
  );
  const unsupported = isTold
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
      );
  return { score: isTold ? 0.5 : 0, issues: [unsupported, ...uncited] };
};

/** Whether every claim stands in the passages it cites, word for word or nearly all of it, with the same figures. */
export const checkFacts = (claims: readonly Claim[], sources: Sources): Check => {
  const checks = claims.map((claim) => {
    const readings = sources.readingsOf(claim.cites);
    return readings.length === 0 ? checkUncited(claim, sources) : checkCited(claim, readings);
  });
  return { score: mean(checks.map(({ score }) => score)), issues: checks.flatMap(({ issues }) => issues) };
};
