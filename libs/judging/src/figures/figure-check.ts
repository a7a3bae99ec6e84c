import { calculations, isYear, type Quantity, quantities } from '@octollm/text';
import type { Reading } from '../answer/reading.ts';
import { backs, hasOtherUnit, sameRate } from './backing.ts';
import { cuesOf } from './cues.ts';
import { isBetweenDates } from './date-differences.ts';
import {
  followsFromAll,
  followsFromProducts,
  followsFromRate,
  followsFromTwo,
  isRemainder,
  isSameShare,
} from './derivation.ts';
import { comparisonIn } from './direction.ts';

/**
 * What is wrong with a figure:
 * - `unit_wrong`: the source has the number with another unit or scale
 * - `arithmetic_wrong`: it says that it is computed, and that is not what comes out
 * - `figure_unsupported`: no source holds it and nothing leads to it
 * - `count_unsupported`: a small number in words, of things that no source counts
 */
export type FigureProblem = 'unit_wrong' | 'arithmetic_wrong' | 'figure_unsupported' | 'count_unsupported';

export interface WrongFigure {
  readonly figure: Quantity;
  readonly problem: FigureProblem;
}

/** What a claim's figures may come from. */
export interface FigureSources {
  readonly readings: readonly Reading[];
  /** Figures of the claims before that are supported. */
  readonly before: readonly Quantity[];
  /** Figures of the goal: they are given. */
  readonly given: readonly Quantity[];
}

const isWritten = ({ text, value, kind }: Quantity): boolean =>
  kind === 'number' && value <= 10 && /^\p{L}+(?: |$)/u.test(text);

const isSmallWord = (figure: Quantity): boolean => figure.unit === null && isWritten(figure);

const isMultiple = ({ kind }: Quantity): boolean => kind === 'fraction' || kind === 'ratio';

/** The figure by which a change is measured: after `from`, `than`, `against` or `instead of`. */
const baseOf = (text: string, operands: readonly Quantity[]): Quantity | undefined => {
  const before = ({ start }: Quantity): string => text.slice(Math.max(0, start - 24), start);
  return (
    operands.find((one) => /\bfrom (?:about |around )?(?:[$€£]|a )?$/i.test(before(one))) ??
    operands.find((one) =>
      /\b(?:than|against|instead of|compared (?:to|with)|after)(?: the| those of| that of| a| about| \p{L}+){0,4} $/iu.test(
        before(one),
      ),
    )
  );
};

const pairs = <Value>(list: readonly Value[]): (readonly [Value, Value])[] =>
  list.flatMap((a, index) => list.slice(index + 1).map((b) => [a, b] as const));

/** Figures that stand beside each other in a sentence of a passage and count alike. */
const groupsOf = (readings: readonly Reading[]): Quantity[][] =>
  readings.flatMap((reading) => {
    const sentencesOf = reading.told().map(({ quantities: list }) => list.filter((one) => !isYear(one)));
    const nameOf = ({ unit, kind }: Quantity): string => `${kind} ${unit?.name ?? ''}`;
    return [...sentencesOf, sentencesOf.flat()].flatMap((list) =>
      [...new Set(list.map(nameOf))]
        .map((name) => list.filter((one) => nameOf(one) === name))
        .filter((group) => group.length >= 2),
    );
  });

/** More pairs than this are not tried: a passage of a thousand figures proves nothing by one of them. */
const maxPairs = 2_000;

/** `4 million above that of 2023, 80 million`: the other one is more than the one named after it. */
const isOnTheRightSide = (text: string, figure: Quantity, named: Quantity, other: Quantity): boolean => {
  if (named.start < figure.end) return true;
  const side = comparisonIn(text.slice(figure.end, figure.end + 24));
  return side === 0 || Math.sign(other.value - named.value) === side;
};

/** Whether a figure can be computed as the sentence says, from the figures it names or else from those of its sources. */
const isDerived = (
  figure: Quantity,
  text: string,
  named: readonly Quantity[],
  { readings, before }: FigureSources,
): boolean => {
  const cues = cuesOf(text);
  const follows = (list: readonly (readonly [Quantity, Quantity])[], base?: Quantity): boolean =>
    list
      .slice(0, maxPairs)
      .some(
        ([a, b]) =>
          (a.value !== b.value || a.unit?.name !== b.unit?.name) && followsFromTwo(figure, a, b, cues, base),
      );
  if (follows(pairs(named), baseOf(text, named))) return true;
  if (named.some((one) => isRemainder(figure, one) || sameRate(figure, one))) return true;
  if (isBetweenDates(figure, text) || sharesIn(text, named).some((one) => isSameShare(figure, one)))
    return true;
  if (
    ((cues.sum || cues.average) && followsFromAll(figure, named, cues)) ||
    followsFromProducts(figure, named, cues)
  )
    return true;
  const told = readings.flatMap((reading) => reading.quantities());
  // The number of a source with another unit is no result of others.
  if (told.some((source) => hasOtherUnit(source, figure))) return false;
  if (groupsOf(readings).some((group) => followsFromAll(figure, group, cues))) return true;
  const own = named.filter((one) => !isYear(one) && !isSmallWord(one));
  if (own.length >= 2) return false;
  if (own.length === 1 || before.length > 0)
    return follows(
      [...own, ...before].flatMap((a) =>
        [...told, ...before].filter((b) => isOnTheRightSide(text, figure, a, b)).map((b) => [a, b] as const),
      ),
      baseOf(text, named),
    );
  return readings.some((reading) => follows(pairs(reading.quantities())));
};

const problemOf = (figure: Quantity, text: string, sources: FigureSources): FigureProblem => {
  const told = sources.readings.flatMap((reading) => reading.quantities());
  if (told.some((source) => hasOtherUnit(source, figure))) return 'unit_wrong';
  const cues = cuesOf(text);
  const isShare = figure.unit?.dimension === 'share' || figure.unit?.dimension === 'points';
  const isComputed = cues.sum || cues.average || (cues.change && isShare);
  if (isMultiple(figure) || (isComputed && figure.unit !== null)) return 'arithmetic_wrong';
  const isRecount = told.some(({ noun }) => noun !== null && noun === figure.noun);
  return isSmallWord(figure) && !isRecount ? 'count_unsupported' : 'figure_unsupported';
};

/** A multiple is wrong only beside two figures that it could be computed from: `half of the people` names none. */
const isCheckable = (figure: Quantity, named: readonly Quantity[]): boolean =>
  !isMultiple(figure) ||
  pairs(named).some(([a, b]) => a.unit?.name === b.unit?.name && a.kind === 'number' && !isYear(a));

/** Figures that a `not` stands before are denied, not claimed. */
const isDenied = (text: string, { start }: Quantity): boolean =>
  /\b(?:not|never|rather than|instead of)(?: (?:in|on|at|by|for|the|a|about|until|from)){0,2} $/i.test(
    text.slice(Math.max(0, start - 24), start),
  );

/** A number of one thing is no number of another one, where the sources count both. */
const isBacked = (figure: Quantity, told: readonly Quantity[]): boolean => {
  const counted = told.filter(({ noun }) => noun !== null && noun === figure.noun);
  return told.some(
    (source) =>
      backs(source, figure) &&
      (counted.length === 0 || figure.unit !== null || source.noun === null || source.noun === figure.noun),
  );
};

/** The shares that a text gives as `36 of 240` or `36 of the 240`, in per cent. */
const sharesIn = (text: string, right: readonly Quantity[]): Quantity[] =>
  pairs(right.toSorted((a, b) => a.start - b.start)).flatMap(([part, whole]) =>
    part.unit === null &&
    whole.unit === null &&
    part.value < whole.value &&
    /^ of (?:the |all )?$/.test(text.slice(part.end, whole.start))
      ? [{ ...part, value: (part.value / whole.value) * 100, unit: percent, noun: null }]
      : [],
  );

const percent = { name: 'percent', dimension: 'share' } as const;

export interface CheckedFigures {
  readonly wrong: readonly WrongFigure[];
  readonly right: readonly Quantity[];
}

/** Which figures of a claim its sources hold, or lead to, and which not. */
export const checkFigures = (text: string, sources: FigureSources): CheckedFigures => {
  // The parts of a calculation stand for themselves; one that is wrong is found by itself.
  const parts = calculations(text).flatMap(({ operands, stated }) => [...operands, stated]);
  const all = quantities(text);
  const told = [...sources.readings.flatMap((reading) => reading.quantities()), ...sources.given];
  const isGiven = (figure: Quantity): boolean =>
    parts.some(({ start }) => start === figure.start) || isBacked(figure, told);
  const right = all.filter(isGiven);
  let open = all.filter((figure) => !right.includes(figure));
  for (let found = true; found; ) {
    const named = [...right, ...open.filter(isSmallWord), ...sharesIn(text, right)];
    const derived = open.filter((figure) =>
      isDerived(
        figure,
        text,
        named.filter((one) => one !== figure),
        sources,
      ),
    );
    found = derived.length > 0;
    right.push(...derived);
    open = open.filter((figure) => !derived.includes(figure));
  }
  // A case that is worked out, `two kilograms cost 330 kroner`, stands with its result.
  const cases = open.flatMap((of) =>
    open
      .filter((figure) => figure !== of && right.some((rate) => followsFromRate(figure, rate, of)))
      .flatMap((figure) => [of, figure]),
  );
  right.push(...cases);
  open = open.filter((figure) => !cases.includes(figure));
  const wrong = open
    .filter((figure) => isCheckable(figure, right) && !isDenied(text, figure))
    .map((figure): WrongFigure => {
      // `Five hours cost 11 euros`: an example that is worked out may begin anywhere.
      const isExample = isWritten(figure) && right.some((one) => !isGiven(one));
      return { figure, problem: isExample ? 'count_unsupported' : problemOf(figure, text, sources) };
    });
  return { wrong, right };
};
