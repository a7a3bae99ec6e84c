import type { Block } from '../markdown/block.ts';
import { markdownBlocks, plainBlocks } from '../markdown/blocks.ts';
import { chunkSize, type Piece, piecesOf } from './pieces.ts';

/** A passage of a document: what is indexed, found and cited as one. */
export interface Chunk {
  /** Counts from 0. */
  readonly ordinal: number;
  /** Word for word `document.slice(start, end)`. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** The titles of the headings it stands under, joined with ` > `; null under none. */
  readonly heading: string | null;
}

/** How far an introduction and what follows its colon may go over the size of a chunk, to stay together. */
const introductionFactor = 1.5;

/** Gathers pieces until a chunk is full or a heading begins another. */
class Gathering {
  #pieces: Piece[] = [];
  #size = 0;

  takes(piece: Piece, document: string): boolean {
    const last = this.#pieces.at(-1);
    if (last === undefined) return true;
    if (piece.block.kind === 'heading') return this.#isHeadingsOnly();
    if (this.#isHeadingsOnly()) return true;
    const introduces = document.slice(last.start, last.end).trimEnd().endsWith(':');
    return this.#size + piece.size <= chunkSize * (introduces ? introductionFactor : 1);
  }

  add(piece: Piece): void {
    this.#pieces.push(piece);
    this.#size += piece.size;
  }

  finish(document: string, ordinal: number): Chunk | undefined {
    const first = this.#pieces[0];
    const last = this.#pieces.at(-1);
    this.#pieces = [];
    this.#size = 0;
    if (first === undefined || last === undefined) return undefined;
    const heading = last.block.headings.join(' > ');
    return {
      ordinal,
      text: document.slice(first.start, last.end),
      start: first.start,
      end: last.end,
      heading: heading === '' ? null : heading,
    };
  }

  #isHeadingsOnly(): boolean {
    return this.#pieces.every(({ block }) => block.kind === 'heading');
  }
}

function* gather(document: string, blocks: readonly Block[]): Generator<Chunk> {
  const gathering = new Gathering();
  let ordinal = 0;
  for (const block of blocks)
    for (const piece of piecesOf(block)) {
      if (!gathering.takes(piece, document)) {
        const chunk = gathering.finish(document, ordinal);
        if (chunk !== undefined) {
          yield chunk;
          ordinal += 1;
        }
      }
      gathering.add(piece);
    }
  const last = gathering.finish(document, ordinal);
  if (last !== undefined) yield last;
}

/**
 * Cuts a document into passages of up to 200 words without overlap. A heading begins a new one and stays with the text
 * under it; blocks of code and tables are kept whole up to 600 words; long paragraphs are cut between sentences. They are
 * made one at a time, so that a caller can pause between them.
 */
export const chunks = (document: string, format: 'markdown' | 'plain'): Generator<Chunk> =>
  gather(document, format === 'markdown' ? markdownBlocks(document) : plainBlocks(document));
