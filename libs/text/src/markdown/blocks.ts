import type { Block, BlockKind } from './block.ts';
import {
  asFence,
  asHeading,
  asUnderline,
  closesFence,
  interruptsWithList,
  isIndented,
  isItem,
  isRule,
  isTableDelimiter,
} from './line-kinds.ts';
import { isBlank, type Line, lines } from './lines.ts';

interface Stretch {
  readonly kind: BlockKind;
  /** The line after its last one. */
  readonly next: number;
  readonly heading?: { readonly level: number; readonly title: string };
}

/** Reads the blocks of a Markdown document line by line; nothing is parsed twice. */
class BlockReader {
  readonly #text: string;
  readonly #lines: readonly Line[];
  readonly #path: { level: number; title: string }[] = [];

  constructor(text: string) {
    this.#text = text;
    this.#lines = lines(text);
  }

  *read(): Generator<Block> {
    let at = 0;
    while (at < this.#lines.length) {
      if (this.#isGap(at)) {
        at += 1;
        continue;
      }
      const stretch = this.#stretch(at);
      if (stretch.heading !== undefined) this.#enter(stretch.heading);
      yield this.#block(stretch.kind, at, stretch.next);
      at = stretch.next;
    }
  }

  #line(at: number): string {
    return this.#lines[at]?.text ?? '';
  }

  #isGap(at: number): boolean {
    const line = this.#lines[at];
    return line === undefined || isBlank(line) || isRule(line.text);
  }

  #enter(heading: { level: number; title: string }): void {
    while ((this.#path.at(-1)?.level ?? 0) >= heading.level) this.#path.pop();
    this.#path.push(heading);
  }

  #block(kind: BlockKind, from: number, next: number): Block {
    const start = this.#lines[from]?.start ?? 0;
    const end = this.#lines[next - 1]?.end ?? start;
    const headings = this.#path.map(({ title }) => title).filter((title) => title !== '');
    return { kind, text: this.#text.slice(start, end), start, end, headings };
  }

  #stretch(at: number): Stretch {
    const line = this.#line(at);
    const heading = asHeading(line);
    if (heading !== undefined) return { kind: 'heading', next: at + 1, heading };
    const opening = asFence(line);
    if (opening !== undefined) return { kind: 'code', next: this.#fenceEnd(at + 1, opening) };
    if (isItem(line)) return { kind: 'item', next: this.#itemEnd(at + 1) };
    if (isIndented(line)) return { kind: 'code', next: this.#end(at + 1, (next) => isIndented(next)) };
    if (line.includes('|') && isTableDelimiter(this.#line(at + 1)))
      return { kind: 'table', next: this.#end(at + 2, (next) => next.includes('|')) };
    return this.#paragraph(at);
  }

  #fenceEnd(from: number, opening: string): number {
    let at = from;
    while (at < this.#lines.length && !closesFence(this.#line(at), opening)) at += 1;
    return Math.min(at + 1, this.#lines.length);
  }

  #end(from: number, goesOn: (line: string) => boolean): number {
    let at = from;
    while (at < this.#lines.length && !this.#isGap(at) && goesOn(this.#line(at))) at += 1;
    return at;
  }

  #itemEnd(from: number): number {
    return this.#end(from, (line) => !isItem(line) && !this.#startsOther(line));
  }

  #startsOther(line: string): boolean {
    return asHeading(line) !== undefined || asFence(line) !== undefined;
  }

  #paragraph(at: number): Stretch {
    const underlined = asUnderline(this.#line(at + 1));
    if (underlined !== undefined)
      return {
        kind: 'heading',
        next: at + 2,
        heading: { level: underlined, title: this.#line(at).trim() },
      };
    const next = this.#end(at + 1, (line) => !interruptsWithList(line) && !this.#startsOther(line));
    return { kind: 'paragraph', next };
  }
}

/** The blocks of a Markdown document in order. Blank lines and rules belong to none. Takes time linear in the text. */
export const markdownBlocks = (text: string): Block[] => [...new BlockReader(text).read()];

/** The paragraphs of a plain text: what blank lines part. */
export const plainBlocks = (text: string): Block[] => {
  const found: Block[] = [];
  let start: number | undefined;
  let end = 0;
  const flush = (): void => {
    if (start === undefined) return;
    found.push({ kind: 'paragraph', text: text.slice(start, end), start, end, headings: [] });
    start = undefined;
  };
  for (const line of lines(text)) {
    if (isBlank(line)) {
      flush();
      continue;
    }
    start ??= line.start;
    end = line.end;
  }
  flush();
  return found;
};
