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

const cut = (block: Block): Span[] =>
  block.kind === 'code' || block.kind === 'table'
    ? lines(block.text).map((line) => ({
        text: line.text,
        start: block.start + line.start,
        end: block.start + line.end,
      }))
    : proseSentences(block.text, block.start);

/** The block as one piece, or its sentences or lines when it is too large for one chunk. */
export const piecesOf = (block: Block): Piece[] => {
  const size = sizeOf(block.text);
  const largest = block.kind === 'code' || block.kind === 'table' ? largestWhole : chunkSize;
  if (size <= largest) return [{ start: block.start, end: block.end, size, block }];
  return cut(block)
    .flatMap((span) => (sizeOf(span.text) <= chunkSize ? [span] : windows(span)))
    .filter(({ text }) => text.trim() !== '')
    .map(({ start, end, text }) => ({ start, end, size: sizeOf(text), block }));
};
