import type { Block } from '../markdown/block.ts';
import { lines } from '../markdown/lines.ts';
import { proseSentences, type Span } from '../sentences/prose.ts';

/** A stretch of a document that a chunk holds whole. */
export interface Piece {
  readonly start: number;
  readonly end: number;
  /** In words, see `sizeOf`. */
  readonly size: number;
  readonly block: Block;
  /** What a chunk that begins with it repeats, for it to be understood: the header of its table. */
  readonly context?: string;
}

/** A chunk holds at most this many words, save for code and tables up to `largestWhole`. */
export const chunkSize = 200;
const largestWhole = 600;

/** Characters that count as one word where spaces are rare: in code, in scripts without spaces. */
const charactersPerWord = 10;

/** How much a text weighs, in words. */
export const sizeOf = (text: string): number => {
  let count = 0;
  for (const _ of text.matchAll(/\S+/g)) count += 1;
  return Math.max(count, Math.ceil(text.length / charactersPerWord));
};

/** Windows of a text that has no better place to be cut, at white space where there is some. */
const windows = ({ text, start }: Span): Span[] => {
  const limit = chunkSize * charactersPerWord;
  const found: Span[] = [];
  let from = 0;
  while (from < text.length) {
    let to = Math.min(from + limit, text.length);
    if (to < text.length) {
      const space = text.lastIndexOf(' ', to);
      if (space > from + limit / 2) to = space;
      else if (/[\uDC00-\uDFFF]/.test(text[to] ?? '')) to -= 1;
    }
    found.push({ text: text.slice(from, to), start: start + from, end: start + to });
    from = to;
  }
  return found;
};

const linesOf = (block: Block): Span[] =>
  lines(block.text).map(({ text, start, end }) => ({
    text,
    start: block.start + start,
    end: block.start + end,
  }));

/** The header of a table as one span, the line under it included, and then its rows. */
const rowsOf = (block: Block): Span[] => {
  const [header, delimiter, ...rows] = linesOf(block);
  if (header === undefined || delimiter === undefined) return [];
  return [{ text: `${header.text}\n${delimiter.text}`, start: header.start, end: delimiter.end }, ...rows];
};

const cut = (block: Block): Span[] => {
  if (block.kind === 'table') return rowsOf(block);
  return block.kind === 'code' ? linesOf(block) : proseSentences(block.text, block.start);
};

/** A header that is longer takes the place of what it explains. */
const longestContext = 60;

const contextOf = (block: Block, spans: readonly Span[]): string | undefined => {
  const header = block.kind === 'table' ? spans[0]?.text : undefined;
  return header === undefined || sizeOf(header) > longestContext ? undefined : header;
};

/** The block as one piece, or its sentences, lines or rows when it is too large for one chunk. */
export function* piecesOf(block: Block): Generator<Piece> {
  const size = sizeOf(block.text);
  const largest = block.kind === 'code' || block.kind === 'table' ? largestWhole : chunkSize;
  if (size <= largest) {
    yield { start: block.start, end: block.end, size, block };
    return;
  }
  const spans = cut(block);
  const header = contextOf(block, spans);
  let context = {};
  for (const span of spans) {
    for (const { start, end, text } of sizeOf(span.text) <= chunkSize ? [span] : windows(span))
      if (text.trim() !== '') yield { start, end, size: sizeOf(text), block, ...context };
    if (header !== undefined) context = { context: header };
  }
}
