import type { Block } from '../markdown/block.ts';
import { markdownBlocks, plainBlocks } from '../markdown/blocks.ts';
import { chunkSize, type Piece, piecesOf } from './pieces.ts';

/** A passage of a document: what is indexed, found and cited as one. */
export interface Chunk {
  /** Counts from 0. */
  readonly ordinal: number;
  /** Word for word `document.slice(start, end)`; a part of a long table has the table's header in front of it. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** The titles of the headings it stands under, joined with ` > `; null under none. */
  readonly heading: string | null;
  /** The page it begins on, from 1: form feeds part them. */
  readonly page: number;
}

/** How far an introduction and what follows its colon may go over the size of a chunk, to stay together. */
const introductionFactor = 1.5;

/** How long the last sentence of a chunk may be, in words, for the next one to begin with it when a paragraph is cut. */
const longestOverlap = 40;

/** Tells the pages of places in a document that are asked for in order. */
class Pages {
  readonly #document: string;
  #page = 1;
  #nextFeed: number;

  constructor(document: string) {
    this.#document = document;
    this.#nextFeed = document.indexOf('\f');
  }

  at(place: number): number {
    for (; this.#nextFeed !== -1 && this.#nextFeed < place; this.#page += 1)
      this.#nextFeed = this.#document.indexOf('\f', this.#nextFeed + 1);
    return this.#page;
  }
}

/** Gathers pieces until a chunk is full or a heading begins another. */
class Gathering {
  #pieces: Piece[] = [];
  #size = 0;

  readonly #document: string;
  readonly #pages: Pages;
  #ordinal = 0;

  constructor(document: string) {
    this.#document = document;
    this.#pages = new Pages(document);
  }

  takes(piece: Piece): boolean {
    const last = this.#pieces.at(-1);
    if (last === undefined) return true;
    if (piece.block.kind === 'heading') return this.#isHeadingsOnly();
    if (this.#isHeadingsOnly()) return true;
    const introduces = this.#document.slice(last.start, last.end).trimEnd().endsWith(':');
    return this.#size + piece.size <= chunkSize * (introduces ? introductionFactor : 1);
  }

  add(piece: Piece): void {
    this.#pieces.push(piece);
    this.#size += piece.size;
  }

  /** The chunk of what was gathered; the next one may begin with the end of it. */
  finish(next?: Piece): Chunk | undefined {
    const first = this.#pieces[0];
    const last = this.#pieces.at(-1);
    this.#pieces = [];
    this.#size = 0;
    if (first === undefined || last === undefined) return undefined;
    if (next !== undefined && overlaps(last, next)) this.add(last);
    const heading = last.block.headings.join(' > ');
    const slice = this.#document.slice(first.start, last.end);
    this.#ordinal += 1;
    return {
      ordinal: this.#ordinal - 1,
      text: first.context === undefined ? slice : `${first.context}\n${slice}`,
      start: first.start,
      end: last.end,
      heading: heading === '' ? null : heading,
      page: this.#pages.at(first.start),
    };
  }

  #isHeadingsOnly(): boolean {
    return this.#pieces.every(({ block }) => block.kind === 'heading');
  }
}

const overlaps = (last: Piece, next: Piece): boolean =>
  last.block === next.block &&
  (last.block.kind === 'paragraph' || last.block.kind === 'item') &&
  last.size <= longestOverlap &&
  last.size + next.size <= chunkSize;

function* gather(document: string, blocks: readonly Block[]): Generator<Chunk> {
  const gathering = new Gathering(document);
  for (const block of blocks)
    for (const piece of piecesOf(block)) {
      if (!gathering.takes(piece)) {
        const chunk = gathering.finish(piece);
        if (chunk !== undefined) yield chunk;
      }
      gathering.add(piece);
    }
  const last = gathering.finish();
  if (last !== undefined) yield last;
}

/**
 * Cuts a document into passages of up to 200 words, about 270 tokens of English. A heading begins a new one and stays with
 * the text under it; blocks of code and tables are kept whole up to 600 words, and a longer table repeats its header; long
 * paragraphs are cut between sentences, the last of which begins the next passage, too. They are made one at a time, so
 * that a caller can pause between them.
 */
export const chunks = (document: string, format: 'markdown' | 'plain'): Generator<Chunk> =>
  gather(document, format === 'markdown' ? markdownBlocks(document) : plainBlocks(document));
