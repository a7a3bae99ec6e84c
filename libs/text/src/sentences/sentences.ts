import type { Block } from '../markdown/block.ts';
import { markdownBlocks } from '../markdown/blocks.ts';
import { isTableDelimiter } from '../markdown/line-kinds.ts';
import { isBlank, lines } from '../markdown/lines.ts';
import { proseSentences, type Span } from './prose.ts';

/**
 * - `sentence`: a sentence of running text or of a list entry
 * - `header`, `row`: a line of a table
 */
export type SentenceKind = 'sentence' | 'heading' | 'code' | 'header' | 'row';

/** The smallest part of a document that says something by itself, word for word as it stands there. */
export interface Sentence extends Span {
  readonly kind: SentenceKind;
  /** Counts the blocks of the document from 0; sentences of one paragraph share it. */
  readonly block: number;
  readonly blockKind: Block['kind'];
  readonly headings: readonly string[];
}

const marker = /^(?:[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?)/;

const itemSpans = (block: Block): Span[] => {
  const length = marker.exec(block.text)?.[0].length ?? 0;
  return proseSentences(block.text.slice(length), block.start + length);
};

const rowSpans = (block: Block): [SentenceKind, Span][] =>
  lines(block.text).flatMap((line, index): [SentenceKind, Span][] => {
    if (isBlank(line) || (index === 1 && isTableDelimiter(line.text))) return [];
    const span = { text: line.text, start: block.start + line.start, end: block.start + line.end };
    return [[index === 0 ? 'header' : 'row', span]];
  });

const spansOf = (block: Block): [SentenceKind, Span][] => {
  const whole = { text: block.text, start: block.start, end: block.end };
  const asSentences = (spans: readonly Span[]): [SentenceKind, Span][] =>
    spans.map((span) => ['sentence', span]);
  switch (block.kind) {
    case 'heading':
      return [['heading', whole]];
    case 'code':
      return [['code', whole]];
    case 'table':
      return rowSpans(block);
    case 'item':
      return asSentences(itemSpans(block));
    case 'paragraph':
      return asSentences(proseSentences(block.text, block.start));
  }
};

/**
 * Cuts a text, plain or Markdown, into sentences. Each is `text.slice(start, end)`; list markers and the line under a
 * table's header belong to none.
 */
export const sentences = (text: string): Sentence[] =>
  markdownBlocks(text).flatMap((block, index) =>
    spansOf(block).map(([kind, span]) => ({
      ...span,
      kind,
      block: index,
      blockKind: block.kind,
      headings: block.headings,
    })),
  );
