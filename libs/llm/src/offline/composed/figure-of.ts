import { isYear, type Quantity, type QuestionPart, quantities, terms, words, wordTerms } from '@octollm/text';
import type { Candidate } from '../candidate.ts';

/** What a separator between a figure and what it is said of counts, in words: `46 seats, the children's room 22`. */
const separation = 6;
const separator = /[,;:]|\b(?:and|while|whereas|but|after|against)\b/g;

const isAsked = ({ expected, point }: QuestionPart, figure: Quantity): boolean => {
  if (figure.kind !== 'number') return false;
  if (expected.kind === 'time') return isYear(figure);
  if (isYear(figure) && expected.kind !== 'open') return false;
  if (expected.kind !== 'quantity') return !isYear(figure);
  const { dimensions, name } = expected.measure;
  if (figure.unit === null) return dimensions.length === 0 || (name === 'money' && figure.noun === null);
  const isFitting = dimensions.length === 0 || dimensions.includes(figure.unit.dimension);
  const isMoney = dimensions.includes('money') && figure.unit.name === 'pound';
  return (isFitting || isMoney) && !(name === 'number' && dimensions.length === 0 && point === null);
};

/** How far a figure is from the words that it may be said of: words between them, and what parts them. */
const distance = (text: string, figure: Quantity, at: number): number => {
  const between = at < figure.start ? text.slice(at, figure.start) : text.slice(figure.end, at);
  return words(between).length + separation * (between.match(separator)?.length ?? 0);
};

/** Where a text says a word of another one, in any form; stop words say nothing. */
const placesOf = (text: string, sought: string): number[] => {
  const known = new Set(terms(sought));
  return words(text)
    .filter((word) => wordTerms(word.text).some((term) => known.has(term)))
    .map(({ start }) => start);
};

/** The cells of a row by the words of their column. */
const cellFor = (candidate: Candidate, part: QuestionPart): string | undefined => {
  const { sentence, all } = candidate;
  const header = all.find(({ kind, block }) => kind === 'header' && block === sentence.block)?.text ?? '';
  const cellsOf = (row: string): string[] => row.split('|').slice(1, -1);
  const wanted = new Set([...part.focus, ...part.subject].flatMap(({ terms }) => terms));
  if (part.expected.kind === 'quantity') for (const one of part.expected.measure.stems) wanted.add(one);
  const columns = cellsOf(header).map(
    (title) => words(title).filter((word) => wordTerms(word.text).some((term) => wanted.has(term))).length,
  );
  const best = Math.max(0, ...columns.slice(1));
  const at = columns.findIndex((held, index) => index > 0 && held === best);
  return best > 0 ? cellsOf(sentence.text)[at] : undefined;
};

/**
 * The figure of a sentence that answers a question about one thing: of the kind that is asked for, and nearest to what
 * tells the thing from the others that are asked about; in a table the one of the column that is asked for.
 */
export const figureOf = (candidate: Candidate, part: QuestionPart, thing: string): Quantity | undefined => {
  const { text, kind } = candidate.sentence;
  const cell = kind === 'row' ? cellFor(candidate, part) : undefined;
  if (cell !== undefined) {
    const [only, ...others] = quantities(cell).filter((figure) => figure.kind === 'number');
    return others.length === 0 ? only : undefined;
  }
  const fitting = quantities(text).filter((figure) => isAsked(part, figure) && !thing.includes(figure.text));
  if (fitting.length <= 1) return fitting[0];
  const places = placesOf(text, thing);
  if (places.length === 0) return undefined;
  const far = (figure: Quantity): number => Math.min(...places.map((at) => distance(text, figure, at)));
  return fitting.reduce((best, figure) => (far(figure) < far(best) ? figure : best));
};
