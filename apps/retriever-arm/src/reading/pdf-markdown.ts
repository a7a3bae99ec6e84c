import { MarkdownWriter } from '@octollm/text';
import type { PdfLine } from './pdf-lines.ts';

/** How much larger than the text a heading is at least. */
const headingSize = 1.15;
const longestHeading = 160;
const mostLevels = 4;
/** How much further down than usual a line stands that begins a paragraph. */
const paragraphGap = 1.3;
/** How many pages, and which share of all, repeat a line at their edge that belongs to none of them. */
const repeatedPages = 4;
const repeatedShare = 0.5;

const bullet = /^[•‣◦⁃▪■●·]\s*/;
const ordered = /^(?:\d{1,3}[.)]|\([a-z\d]\))\s/;

/** The value that has most weight, or 0. */
const heaviest = (weights: ReadonlyMap<number, number>): number =>
  [...weights].reduce((best, entry) => (entry[1] > best[1] ? entry : best), [0, 0])[0];

const weigh = <Item>(items: Iterable<Item>, weightOf: (item: Item) => readonly [number, number]): number => {
  const weights = new Map<number, number>();
  for (const item of items) {
    const [value, weight] = weightOf(item);
    weights.set(value, (weights.get(value) ?? 0) + weight);
  }
  return heaviest(weights);
};

/** What is alike in running heads and page numbers. */
const edgeText = ({ text }: PdfLine): string => text.replaceAll(/\d+/g, '#');

/** Running heads and feet: the first or last line of a page that many pages have. */
const withoutEdges = (pages: readonly (readonly PdfLine[])[]): (readonly PdfLine[])[] => {
  const counts = new Map<string, number>();
  const edges = (page: readonly PdfLine[]): PdfLine[] =>
    [...new Set([page[0], page.at(-1)])].filter((line) => line !== undefined);
  for (const page of pages)
    for (const edge of edges(page)) counts.set(edgeText(edge), (counts.get(edgeText(edge)) ?? 0) + 1);
  const least = Math.max(repeatedPages, pages.length * repeatedShare);
  return pages.map((page) => {
    const repeated = edges(page).filter((edge) => (counts.get(edgeText(edge)) ?? 0) >= least);
    return page.filter((line) => !repeated.includes(line));
  });
};

/** How lines of a document become headings and paragraphs, told from all of them. */
class Layout {
  readonly #bodySize: number;
  /** From one line of text to the next, in sizes. */
  readonly #leading: number;
  readonly #headingSizes: readonly number[];

  constructor(pages: readonly (readonly PdfLine[])[]) {
    const all = pages.flat();
    this.#bodySize = weigh(all, ({ size, text }) => [size, text.length]);
    const gaps = pages.flatMap((page) => page.slice(1).map((line, at) => gapOf(page[at], line)));
    this.#leading = weigh(
      // Of gaps that are equally many the smallest lies between lines; the others part paragraphs.
      gaps.filter((gap) => gap > 0 && gap < 3).toSorted((a, b) => a - b),
      (gap) => [Math.round(gap * 10) / 10, 1],
    );
    const sizes = new Set(all.filter((line) => this.isHeading(line)).map(({ size }) => size));
    this.#headingSizes = [...sizes].toSorted((a, b) => b - a);
  }

  isHeading({ size, text }: PdfLine): boolean {
    return size >= this.#bodySize * headingSize && text.length <= longestHeading && /\p{L}/u.test(text);
  }

  levelOf({ size }: PdfLine): number {
    return Math.min(this.#headingSizes.indexOf(size) + 1, mostLevels);
  }

  /** Whether a line goes on with what the line before it has begun. */
  goesOn(before: PdfLine, line: PdfLine): boolean {
    if (this.isHeading(before) || this.isHeading(line))
      return before.size === line.size && isNear(before, line);
    if (bullet.test(line.text) || ordered.test(line.text)) return false;
    const gap = gapOf(before, line);
    // A line that stands higher begins another column: its paragraph may have begun in the one before.
    return gap < 0 ? !/[.!?:]["')\]]?$/.test(before.text) : gap <= Math.max(this.#leading, 1) * paragraphGap;
  }
}

const gapOf = (before: PdfLine | undefined, line: PdfLine): number =>
  before === undefined ? 0 : (before.y - line.y) / Math.max(line.size, 1);

const isNear = (before: PdfLine, line: PdfLine): boolean => {
  const gap = gapOf(before, line);
  return gap > 0 && gap < 1.6;
};

/** Two lines as one, a word that was parted between them whole again. */
const joinLines = (text: string, next: string): string =>
  /\p{L}[-\u00AD]$/u.test(text) && /^\p{Ll}/u.test(next) ? text.slice(0, -1) + next : `${text} ${next}`;

const writeBlock = (writer: MarkdownWriter, layout: Layout, lines: readonly PdfLine[]): void => {
  const [first] = lines;
  if (first === undefined) return;
  const isItem = bullet.test(first.text);
  writer.add(
    lines
      .map(({ text }) => text)
      .reduce(joinLines)
      .replace(bullet, ''),
  );
  if (layout.isHeading(first)) writer.heading(layout.levelOf(first));
  else writer.endParagraph(isItem ? '- ' : '');
};

/**
 * The pages of a PDF as Markdown with a form feed between two of them: lines that are larger than most are headings, gaps
 * part paragraphs, words that were parted at the end of a line are whole again, running heads are left out.
 */
export const pdfMarkdown = (allPages: readonly (readonly PdfLine[])[]): string => {
  const pages = withoutEdges(allPages);
  const layout = new Layout(pages);
  const writer = new MarkdownWriter();
  for (const [index, page] of pages.entries()) {
    if (index > 0) writer.pageBreak();
    let block: PdfLine[] = [];
    for (const line of page) {
      const before = block.at(-1);
      if (before !== undefined && !layout.goesOn(before, line)) {
        writeBlock(writer, layout, block);
        block = [];
      }
      block.push(line);
    }
    writeBlock(writer, layout, block);
  }
  return writer.finish();
};
