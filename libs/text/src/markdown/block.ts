import type { Span } from '../sentences/prose.ts';

/**
 * - `item`: one entry of a list, its marker included
 * - `code`: a fenced or indented block of code, its fences included
 * - `table`: a whole table
 */
export type BlockKind = 'heading' | 'paragraph' | 'item' | 'code' | 'table';

/** A block of a document. */
export interface Block extends Span {
  readonly kind: BlockKind;
  /** The titles of the headings above it, the outermost first; a heading's own is the last. */
  readonly headings: readonly string[];
}
