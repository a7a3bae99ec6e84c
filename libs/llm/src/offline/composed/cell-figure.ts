import { type Quantity, type QuestionPart, quantities, words, wordTerms } from '@octollm/text';
import type { Candidate } from '../candidate.ts';

interface Cell {
  readonly text: string;
  /** Where it begins in its row. */
  readonly start: number;
}

const cellsOf = (row: string): Cell[] => {
  let start = 0;
  const all = row.split('|').map((text): Cell => {
    const cell = { text, start };
    start += text.length + 1;
    return cell;
  });
  return all.slice(1, -1);
};

/** The cell of a row by the words of its column: the one column that says most of what is asked, and what is counted. */
const cellFor = ({ sentence, all }: Candidate, part: QuestionPart): Cell | undefined => {
  const header = all.find(({ kind, block }) => kind === 'header' && block === sentence.block)?.text ?? '';
  const titles = cellsOf(header);
  const cells = cellsOf(sentence.text);
  if (titles.length !== cells.length) return undefined;
  const wanted = new Set([...part.focus, ...part.subject].flatMap(({ terms }) => terms));
  if (part.expected.kind === 'quantity') for (const one of part.expected.measure.stems) wanted.add(one);
  const said = titles.map(({ text }) => words(text).map((word) => wordTerms(word.text)));
  const columns = said.map((list) => list.filter((terms) => terms.some((term) => wanted.has(term))).length);
  const best = Math.max(1, ...columns.slice(1));
  const at = columns.indexOf(best, 1);
  const { point } = part;
  const isCounted = point === null || said[at]?.flat().some((term) => point.terms.includes(term)) === true;
  return at === -1 || columns.includes(best, at + 1) || !isCounted ? undefined : cells[at];
};

/** The figure of the cell that is asked for, when the cell holds nothing else; its place is that in the row. */
export const cellFigure = (candidate: Candidate, part: QuestionPart): Quantity | undefined => {
  const cell = cellFor(candidate, part);
  if (cell === undefined) return undefined;
  const [only, ...others] = quantities(cell.text);
  if (only === undefined || others.length > 0) return undefined;
  const rest = `${cell.text.slice(0, only.start)}${cell.text.slice(only.end)}`;
  if (!/^[\s*_`]*$/.test(rest)) return undefined;
  return { ...only, start: cell.start + only.start, end: cell.start + only.end };
};
