import {
  figures,
  type Quantity,
  type QuestionPart,
  quantities,
  sameFigure,
  terms,
  words,
  wordTerms,
} from '@octollm/text';
import type { Candidate } from '../candidate.ts';
import { countsAsked, isAskedKind, isOtherMeasure, isPartOfOthers, isSaidMeasure } from './asked-figure.ts';
import { cellFigure } from './cell-figure.ts';
import { isExactFigure } from './exact-figure.ts';

/** What a figure is sought for: one of the things of a question. */
export interface Sought {
  readonly part: QuestionPart;
  readonly thing: string;
  /** The other things of the question. */
  readonly others: readonly string[];
  /** Whether a part of others is asked for: `20 of the 80`. */
  readonly isPart: boolean;
}

/** What a separator between a figure and what it is said of counts, in words: `30 chairs, the terrace 52`. */
const separation = 6;
const separator = /[,;:]|\b(?:and|while|whereas|but|after|against)\b/g;
/** Two figures of which one is nearer by fewer words than this are about equally near. */
const clearly = 3;
/** These say one thing of another one: how near a figure stands tells nothing then. */
const turns = /\b(?:unlike|than|except|apart from|instead of|like|respectively)\b/i;

/** How far a figure is from the words that it may be said of: words between them, and what parts them. */
const distance = (text: string, figure: Quantity, at: number): number => {
  const between = at < figure.start ? text.slice(at, figure.start) : text.slice(figure.end, at);
  return words(between).length + separation * (between.match(separator)?.length ?? 0);
};

/** The terms of a thing that the others do not share. */
const tellingTerms = (thing: string, others: readonly string[]): ReadonlySet<string> => {
  const shared = new Set(others.flatMap((other) => terms(other)));
  return new Set(terms(thing).filter((term) => !shared.has(term)));
};

/** Where a text says one of the terms, in any form. */
const placesOf = (text: string, sought: ReadonlySet<string>): number[] =>
  words(text)
    .filter((word) => wordTerms(word.text).some((term) => sought.has(term)))
    .map(({ start }) => start);

const nearest = (text: string, figure: Quantity, places: readonly number[]): number =>
  Math.min(...places.map((at) => distance(text, figure, at)));

/** The one of several figures that is said of the thing and of no other one; undefined where that cannot be told. */
const figureOfThing = (
  text: string,
  fitting: readonly Quantity[],
  { part, thing, others }: Sought,
): Quantity | undefined => {
  const telling = tellingTerms(thing, others);
  const counted = fitting.filter(({ noun }) => noun !== null && telling.has(noun));
  if (fitting.length === 1 && counted.length === 1) return counted[0];
  const own = placesOf(text, telling);
  const foreign = others.flatMap((other) => placesOf(text, tellingTerms(other, [thing])));
  if (fitting.length === 1 && foreign.length === 0) return fitting[0];
  if (own.length === 0 || turns.test(text)) return undefined;
  // Beside another thing a figure may leave out what it measures: `is 31 metres deep, Cedar Lake 18`.
  const said = foreign.length > 0 ? [] : fitting.filter((figure) => isSaidMeasure(text, figure, part));
  const [best, next] = (said.length > 0 ? said : fitting)
    .map((figure) => ({ figure, far: nearest(text, figure, own) }))
    .toSorted((a, b) => a.far - b.far);
  if (best === undefined || (next !== undefined && next.far - best.far < clearly)) return undefined;
  return best.far < nearest(text, best.figure, foreign) ? best.figure : undefined;
};

/**
 * The figure of a sentence that answers a question about one thing: of the kind that is asked for, exact, and said of
 * that thing rather than of the others; in a table the one of the column that is asked for. `unclear` where there are
 * figures of that kind and none of them is surely it; undefined where there are none.
 */
export const figureOf = (candidate: Candidate, sought: Sought): Quantity | 'unclear' | undefined => {
  const { text, kind } = candidate.sentence;
  const { part, thing, isPart } = sought;
  if (kind === 'row') {
    const cell = cellFigure(candidate, part);
    return cell !== undefined && isAskedKind(part, cell) && isExactFigure(text, cell, []) ? cell : undefined;
  }
  const all = quantities(text);
  const named = figures(thing);
  const fitting = all.filter(
    (figure) =>
      isAskedKind(part, figure) &&
      !named.some((one) => sameFigure(one, figure)) &&
      countsAsked(text, figure, part, all) &&
      !isOtherMeasure(text, figure, part) &&
      (isPart || !isPartOfOthers(text, figure)),
  );
  if (fitting.length === 0) return undefined;
  const figure = figureOfThing(text, fitting, sought);
  return figure !== undefined && isExactFigure(text, figure, all) ? figure : 'unclear';
};
