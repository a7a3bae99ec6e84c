import {
  expectedByTerm,
  fold,
  isYear,
  type Quantity,
  type QuestionPart,
  stem,
  stopWords,
} from '@octollm/text';

const isCount = ({ expected }: QuestionPart): boolean =>
  expected.kind === 'quantity' &&
  expected.measure.name === 'number' &&
  expected.measure.dimensions.length === 0;

/** Whether a figure is of the kind that is asked for. A number that may be a year counts nothing. */
export const isAskedKind = (part: QuestionPart, figure: Quantity): boolean => {
  const { expected } = part;
  if (figure.kind !== 'number') return false;
  if (expected.kind === 'time') return isYear(figure);
  if (isYear(figure)) return false;
  if (expected.kind !== 'quantity') return true;
  if (isCount(part)) return figure.unit === null;
  const { dimensions, name } = expected.measure;
  if (figure.unit === null) return dimensions.length === 0 || (name === 'money' && figure.noun === null);
  const isMoney = dimensions.includes('money') && figure.unit.name === 'pound';
  return dimensions.length === 0 || dimensions.includes(figure.unit.dimension) || isMoney;
};

/** `20 of the 80`: a part of what is counted. */
export const isPartOfOthers = (text: string, { end }: Quantity): boolean =>
  /^ of (?:(?:the|its|their|these|those|them|all|our|which)\b|\p{N})/iu.test(text.slice(end, end + 16));

/** What stands behind a figure that leaves out what it counts: nothing, or a word that counts nothing. */
const leavesOut = (text: string, { end }: Quantity): boolean => {
  const next = /^\s+(\p{L}+)/u.exec(text.slice(end, end + 32))?.[1];
  return next === undefined || stopWords.has(fold(next));
};

/**
 * Whether a figure counts what `how many` asks of: it stands before that noun, or leaves it out behind a figure that
 * counts the same (`30 chairs, the terrace 52`) or before `of them`.
 */
export const countsAsked = (
  text: string,
  figure: Quantity,
  part: QuestionPart,
  all: readonly Quantity[],
): boolean => {
  if (!isCount(part)) return true;
  const { point } = part;
  if (point === null) return false;
  const isCounted = (noun: string): boolean => noun === stem(fold(point.text)) || point.terms.includes(noun);
  if (figure.noun !== null) return isCounted(figure.noun);
  if (!leavesOut(text, figure)) return false;
  const before = all.findLast(({ end, noun }) => end <= figure.start && noun !== null)?.noun ?? null;
  return before === null ? /^ of them\b/.test(text.slice(figure.end)) : isCounted(before);
};

/** The stems of the words right before and behind a figure: `a depth of 18 metres`, `18 metres deep`. */
const wordsBeside = (text: string, figure: Quantity): string[] => {
  const before = /(\p{L}+)(?: (?:of|is|was|at))* ?$/u.exec(
    text.slice(Math.max(0, figure.start - 32), figure.start),
  )?.[1];
  const after = /^ (\p{L}+)/u.exec(text.slice(figure.end, figure.end + 32))?.[1];
  return [before, after].flatMap((word) => (word === undefined ? [] : stem(fold(word))));
};

/** Whether the text says beside a figure that it is the measure that is asked for. */
export const isSaidMeasure = (text: string, figure: Quantity, { expected }: QuestionPart): boolean =>
  expected.kind === 'quantity' && wordsBeside(text, figure).some((term) => expected.measure.stems.has(term));

/** Whether the text says beside a figure that it is another measure: `640 metres above` is no depth. */
export const isOtherMeasure = (text: string, figure: Quantity, { expected }: QuestionPart): boolean => {
  if (expected.kind !== 'quantity') return false;
  const { stems, dimensions, name } = expected.measure;
  if (name === 'size') return false;
  return wordsBeside(text, figure).some((term) => {
    const other = expectedByTerm(term);
    return (
      !stems.has(term) &&
      other?.kind === 'quantity' &&
      other.measure.dimensions.some((dimension) => dimensions.includes(dimension))
    );
  });
};
