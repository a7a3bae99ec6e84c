import type { ValidationIssue } from '@octollm/contracts';
import { dates, holdsDate, type Quantity } from '@octollm/text';
import type { Claim } from '../answer/claim.ts';
import type { Reading } from '../answer/reading.ts';
import type { Subject } from '../answer/subject.ts';
import { goesAgainstItsFigures } from '../figures/direction.ts';
import type { FigureProblem, WrongFigure } from '../figures/figure-check.ts';
import { clausesOf } from '../wording/clause.ts';
import { isDenied } from '../wording/contradiction.ts';
import { namesIn, speaksOfName } from '../wording/names.ts';
import { issue } from './check.ts';
import type { Support } from './support.ts';

const figureMessages: Readonly<
  Record<FigureProblem, (text: string) => readonly [message: string, advice: string]>
> = {
  unit_wrong: (text) => [
    `The cited passage has this number with another unit or scale: ${text}`,
    'Take the unit from the passage.',
  ],
  arithmetic_wrong: (text) => [`This is not what comes out: ${text}`, 'Compute it again.'],
  figure_unsupported: (text) => [
    `No cited passage holds the figure ${text}.`,
    'Take the figure from the passage.',
  ],
  count_unsupported: (text) => [`No cited passage counts ${text}.`, 'Count what the passages name.'],
};

export const figureIssue = ({ figure, problem }: WrongFigure, location: string): ValidationIssue => {
  const [message, advice] = figureMessages[problem](figure.text);
  return issue(problem === 'count_unsupported' ? 'low' : 'high', problem, message, location, advice);
};

export const supportIssue = (
  support: Support,
  { text, location }: Claim,
  isAmongQuotes: boolean,
): ValidationIssue[] => {
  switch (support) {
    case 'quoted':
    case 'told':
      return [];
    case 'altered':
      return [
        issue(
          isAmongQuotes ? 'high' : 'medium',
          'quote_altered',
          `The cited passage does not say it like this: ${text}`,
          location,
          'Quote the passage word for word.',
        ),
      ];
    case 'weak':
      return [
        issue(
          'medium',
          'claim_weakly_supported',
          `The cited passage holds only part of this: ${text}`,
          location,
          'Keep to what the passage says.',
        ),
      ];
    case 'none':
      return [
        issue(
          'high',
          'claim_unsupported',
          `No cited passage says this: ${text}`,
          location,
          'Leave it out or cite a passage that says it.',
        ),
      ];
  }
};

/** Dates and names that no cited passage and not the goal speaks of. */
export const namingIssues = (
  { text, location }: Claim,
  readings: readonly Reading[],
  subject: Subject,
): ValidationIssue[] => {
  const known = [...readings.flatMap((reading) => reading.dates()), ...dates(subject.goal)];
  const spoken = new Set([...subject.words, ...readings.flatMap((reading) => [...reading.words()])]);
  const concepts = new Set([...subject.concepts, ...readings.flatMap((reading) => [...reading.concepts()])]);
  return [
    ...dates(text)
      .filter((date) => !known.some((other) => holdsDate(other, date)))
      .map((date) =>
        issue(
          'high',
          'date_unsupported',
          `No cited passage holds the date ${date.text}.`,
          location,
          'Take the date from the passage.',
        ),
      ),
    ...namesIn(text)
      .filter((name) => !speaksOfName(name, spoken, concepts))
      .map((name) =>
        issue(
          'high',
          'name_unsupported',
          `No cited passage speaks of ${name}.`,
          location,
          'Name what the passage names.',
        ),
      ),
  ];
};

/** Sentences that passages or their own figures contradict. */
export const contradictionIssues = (
  { text, location }: Claim,
  readings: readonly Reading[],
  subject: Subject,
  figures: readonly Quantity[],
): ValidationIssue[] => {
  const others = readings.flatMap((reading) => reading.clauses());
  const denied = clausesOf(text).some((clause) => isDenied(clause, others, subject));
  return [
    ...(denied
      ? [
          issue(
            'high',
            'contradiction',
            `The cited passage says the opposite: ${text}`,
            location,
            'Say what the passage says.',
          ),
        ]
      : []),
    ...(goesAgainstItsFigures(text, figures)
      ? [
          issue(
            'high',
            'contradiction',
            `The figures go the other way: ${text}`,
            location,
            'Look at which is more.',
          ),
        ]
      : []),
  ];
};
