/** What would begin a block of Markdown, or end the one before it, where a page has a line of text. */
const looksLikeMarkdown = /^(?:#{1,6}(?:[ \t]|$)|`{3}|~{3}|=+[ \t]*$|-{2,}[ \t]*$|(?=.*\|)(?=.*-)[ \t|:-]+$)/;

/** Text on one line: white space as one space, without the hyphens that are only seen at the end of a line. */
export const flow = (text: string): string => text.replaceAll('\u00AD', '').replaceAll(/[\s\u00A0]+/g, ' ');

const asLine = (line: string): string => {
  const text = flow(line).trim();
  return looksLikeMarkdown.test(text) ? `\\${text}` : text;
};

const fenceFor = (code: string): string => {
  const longest = Math.max(2, ...[...code.matchAll(/`+/g)].map(([run]) => run.length));
  return '`'.repeat(longest + 1);
};

const cell = (text: string): string => flow(text).trim().replaceAll('|', '\\|');

const row = (cells: readonly string[], width: number): string =>
  `| ${Array.from({ length: width }, (_, at) => cell(cells[at] ?? '')).join(' | ')} |`;

/** A table in Markdown, its first row as the header, to which shorter rows are filled up. Empty without rows. */
export const markdownTable = (rows: Iterable<readonly string[]>): string => {
  const lines: string[] = [];
  let width = 0;
  for (const cells of rows) {
    width ||= cells.length;
    lines.push(row(cells, Math.max(width, cells.length)));
    if (lines.length === 1) lines.push(`|${' --- |'.repeat(width)}`);
  }
  return lines.join('\n');
};

/** Writes a document in Markdown, block by block, out of text that is none. */
export class MarkdownWriter {
  readonly #blocks: string[] = [];
  #parts: string[] = [];

  /** Adds to the paragraph. White space means no more than a space, see `lineBreak`. */
  add(text: string): void {
    this.#parts.push(text.replaceAll(/[\n\f\v\u2028\u2029]/g, ' '));
  }

  lineBreak(): void {
    this.#parts.push('\n');
  }

  /**
   * Ends the paragraph.
   * @param prefix the marker of an entry of a list
   * @returns whether there was one
   */
  endParagraph(prefix = ''): boolean {
    const text = this.#parts
      .join('')
      .split('\n')
      .map(asLine)
      .filter((line) => line !== '')
      .join('\n');
    this.#parts = [];
    if (text !== '') this.#blocks.push(prefix + text);
    return text !== '';
  }

  /** Makes a heading of what would have been a paragraph. */
  heading(level: number): void {
    const text = flow(this.#parts.join('')).trim();
    this.#parts = [];
    if (text !== '') this.#blocks.push(`${'#'.repeat(level)} ${text}`);
  }

  code(text: string): void {
    const code = text.replaceAll('\f', '\n').replace(/^\n/, '').trimEnd();
    if (code.trim() === '') return;
    const fence = fenceFor(code);
    this.#blocks.push(`${fence}\n${code}\n${fence}`);
  }

  table(rows: readonly (readonly string[])[]): void {
    const table = markdownTable(rows);
    if (table !== '') this.#blocks.push(table);
  }

  /** Begins another page. */
  pageBreak(): void {
    this.endParagraph();
    this.#blocks.push('\f');
  }

  /** What was written. */
  finish(): string {
    this.endParagraph();
    return this.#blocks.join('\n\n');
  }
}
