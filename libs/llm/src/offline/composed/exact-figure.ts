import { isYear, type Quantity } from '@octollm/text';

/** The words that make a figure less exact stand no further from it. */
const near = 48;

/** What stands right before a figure that is only a part, a bound or a change: a sign, a digit or a word. */
const inexactBefore =
  /(?:\p{N}\s*|[-−+±<>≤≥~≈/]\s?|\S[–—]|\p{N}\s*[–—]\s*|\p{N}\s?[×x*·÷]\s?|\b(?:half|third|quarters?|most|all|some|part) of\s(?:the\s|its\s)?|\bbetween\b[^.;]{1,40}\band\s|\b(?:between|from|(?:up|down|close) to|at (?:least|most)|as (?:many|much|few|little) as|than|not|minus|plus|minimum(?: of)?|maximum(?: of)?|max\.?|min\.?|within|beyond|past|by|until|till|several|few|many|another|further|additional|extra|first|last|next|half|every)\s)$/iu;
const inexactBeforeYear = /\b(?:before|after|since|c\.)\s$/i;
const inexactAfter =
  /^(?:\s*\p{N}|\p{L}|\s?[-–—−~/±+×*·÷]\s?\p{N}|\s(?:per\b|and \p{N}+ (?:more|other|further|additional)\b)|\+|[-\s](?:odd|plus|ish|one)\b|\s(?:or (?:so|more|less|fewer|over|under|above|below|thereabouts)|and (?:more|over|above|(?:an? |one |three )?(?:half|third|quarters?))|at (?:least|most)|minimum|maximum|more|fewer|less|other|additional|further|extra|approximately|roughly)\b|,? and \p{N}+ ?(?:pence|p|c|ct|øre|öre)\b)/iu;

/** Words that make any figure of their clause doubtful. */
const doubt =
  /\b(?:perhaps|maybe|possibly|probably|estimat\p{L}*|planned|projected|nearly|almost|roughly|approximately)\b/iu;

/** Two figures with nothing or a range between them. */
const joined = /^\s*(?:,?\s*(?:to|or|till|until|through|[-–—−/~])\s*)?$/i;
const listed = /^\s*,?(?:\s*and)?\s*$/i;
const scaled = /(?:hundred|thousand|million|billion|trillion)$/i;

const said = /^ (?:of the |of its )?\p{Ll}[\p{L}-]*/u;
const dimension = /^ (?:deep|high|tall|long|wide|old|heavy|thick)\b/;

/** What follows a figure and the noun or adjective that goes with it: the `or so` of `30 boats or so`. */
const behind = (text: string, { noun }: Quantity): string =>
  text.replace(noun === null ? dimension : said, '');

/** `2 hours and 30 minutes`, `two thousand and five`: neither of the two says all. */
const isOneWith = (first: Quantity, second: Quantity, between: string): boolean =>
  joined.test(between) ||
  joined.test(behind(between, first)) ||
  (listed.test(between) &&
    (scaled.test(first.text) ||
      (first.unit !== null &&
        first.unit.dimension === second.unit?.dimension &&
        first.unit.name !== second.unit.name)));

/** A year by itself; the year of a full date is none. */
const isBareYear = (figure: Quantity): boolean => isYear(figure) && /^\p{N}{4}$/u.test(figure.text);

/**
 * Whether a figure says exactly and completely how much: no `about 300`, no end of a range, no `2 hours` of `2 hours 30
 * minutes`, nothing below zero, and no year of a full date. Years, too, are refused behind `before` and `since`.
 */
export const isExactFigure = (text: string, figure: Quantity, all: readonly Quantity[]): boolean => {
  const before = text.slice(Math.max(0, figure.start - near), figure.start);
  if (figure.hedge !== null || figure.value < 0) return false;
  if (isYear(figure) && (!isBareYear(figure) || inexactBeforeYear.test(before))) return false;
  const after = text.slice(figure.end, figure.end + near);
  if ([after, behind(after, figure)].some((rest) => inexactAfter.test(rest))) return false;
  if (inexactBefore.test(before) || doubt.test(before) || doubt.test(after)) return false;
  return all.every((other) => {
    if (other.start === figure.start) return true;
    return other.start < figure.start
      ? !isOneWith(other, figure, text.slice(other.end, figure.start))
      : !isOneWith(figure, other, text.slice(figure.end, other.start));
  });
};
