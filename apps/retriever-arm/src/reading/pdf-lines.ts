/** A run of characters of a PDF, as pdf.js finds it. */
export interface TextRun {
  readonly str: string;
  /** Sizes and turns the run, and puts it to (x, y) from the bottom left: [a, b, c, d, x, y]. */
  readonly transform: readonly number[];
  readonly width: number;
  readonly hasEOL: boolean;
}

/** A line of a page. */
export interface PdfLine {
  readonly text: string;
  /** From the bottom of the page, in points. */
  readonly y: number;
  /** Of most of its characters, in points. */
  readonly size: number;
}

/** How much of its size a run may stand higher or lower, as a footnote's number does, and be on the same line. */
const sameLine = 0.6;
/** How much of its size a gap between two runs is at least for a space to be meant. */
const spaceWidth = 0.18;

const sizeOf = ({ transform }: TextRun): number => Math.hypot(transform[2] ?? 0, transform[3] ?? 0);

class LineBuilder {
  readonly lines: PdfLine[] = [];
  #text = '';
  #y = 0;
  #end = 0;
  #sizes = new Map<number, number>();

  add(run: TextRun): void {
    const [, , , , x = 0, y = 0] = run.transform;
    const size = sizeOf(run);
    if (run.str.trim() !== '') {
      if (this.#text !== '' && Math.abs(y - this.#y) > sameLine * size) this.end();
      if (this.#text === '') this.#y = y;
      else if (x - this.#end > spaceWidth * size && !/\s$/.test(this.#text)) this.#text += ' ';
      const rounded = Math.round(size * 2) / 2;
      this.#sizes.set(rounded, (this.#sizes.get(rounded) ?? 0) + run.str.length);
    }
    this.#text += run.str;
    this.#end = x + run.width;
    if (run.hasEOL) this.end();
  }

  end(): void {
    const text = this.#text.trim();
    const [size] = [...this.#sizes].toSorted((a, b) => b[1] - a[1])[0] ?? [0];
    if (text !== '') this.lines.push({ text, y: this.#y, size });
    this.#text = '';
    this.#sizes = new Map();
  }
}

/** The lines of a page, in the order in which the file holds them, which is that of its columns. */
export const linesOf = (runs: Iterable<TextRun>): PdfLine[] => {
  const builder = new LineBuilder();
  for (const run of runs) builder.add(run);
  builder.end();
  return builder.lines;
};
