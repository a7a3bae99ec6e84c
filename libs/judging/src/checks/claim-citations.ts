import type { ValidationIssue } from '@octollm/contracts';
import { isYear, type Quantity, quantities } from '@octollm/text';
import type { Claim } from '../answer/claim.ts';
import type { Reading } from '../answer/reading.ts';
import type { Sources } from '../answer/sources.ts';
import type { Subject } from '../answer/subject.ts';
import { checkFigures } from '../figures/figure-check.ts';
import { issue } from './check.ts';
import { toldShare, toldShareOf } from './support.ts';

/** Passages that were given and not cited hold what the cited ones do not. */
export const wrongCitation = (
  claim: Claim,
  cited: readonly Reading[],
  all: readonly Reading[],
  subject: Subject,
  right: readonly Quantity[],
): ValidationIssue[] => {
  const others = all.filter((reading) => !cited.includes(reading));
  const told = toldShareOf(claim.text, cited, subject.concepts);
  const betterBy = toldShareOf(claim.text, others, subject.concepts) - told;
  const isToldWhole =
    told < toldShare && others.some((other) => toldShareOf(claim.text, [other], subject.concepts) === 1);
  // Years and small numbers are everywhere; a figure that tells something holds the citation in its place.
  const isTelling = right.some((figure) => !isYear(figure) && (figure.unit !== null || figure.value > 31));
  const isBetter =
    betterBy >= (right.length > 0 ? neededAgainstFigures : neededAdvantage) ||
    (right.length === 0 && isToldWhole);
  return !isTelling && isBetter
    ? [
        issue(
          'high',
          'citation_wrong',
          `Another passage says this than the one it cites: ${claim.text}`,
          claim.location,
          'Cite the passage that says it.',
        ),
      ]
    : [];
};

/** By how much more of a claim another passage must speak, and when the cited one holds its figures. */
const neededAdvantage = 0.5;
const neededAgainstFigures = 0.75;

/** A part of a claim whose own citation holds none of its figures, while another citation of the claim does. */
export const misplacedCitation = (
  { segments, location }: Claim,
  sources: Sources,
  subject: Subject,
): ValidationIssue[] =>
  segments.length < 2
    ? []
    : segments.flatMap(({ text, cites }) => {
        const holding = (indexes: readonly number[]): number => {
          const told = { readings: sources.readingsOf(indexes), before: [], given: [] };
          return quantities(text).length - checkFigures(text, told).wrong.length;
        };
        const everywhere = segments.flatMap((segment) => segment.cites);
        const told = (indexes: readonly number[]): number =>
          toldShareOf(text, sources.readingsOf(indexes), subject.concepts);
        const figuresElsewhere = holding(cites) === 0 && holding(everywhere) > 0;
        const wordsElsewhere =
          quantities(text).length === 0 &&
          told(cites) < 0.3 &&
          told(everywhere) - told(cites) >= neededAdvantage;
        return figuresElsewhere || wordsElsewhere
          ? [
              issue(
                'high',
                'citation_wrong',
                `The citation beside it does not hold: ${text.trim()}`,
                location,
                'Cite the passage that says it.',
              ),
            ]
          : [];
      });
