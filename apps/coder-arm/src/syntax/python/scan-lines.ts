/** A logical line: as many lines of the text as brackets, strings and backslashes join. */
export interface LogicalLine {
  /** The offset of its first character that is not blank. */
  readonly start: number;
  /** The column at which it begins, tabs counted to the next multiple of eight. */
  readonly indent: number;
  /** Whether it begins a block: it ends with a colon that no bracket surrounds. */
  readonly opensBlock: boolean;
}

export interface ScannedLines {
  readonly lines: readonly LogicalLine[];
  /** Where a string begins that does not end where it must. */
  readonly unterminated: number | undefined;
}

const opening = '([{';
const closing = ')]}';
const blanks = /[ \t\f]*/y;
const quote = /"""|'''|"|'/y;
const tabWidth = 8;

const widthOf = (indent: string): number => {
  let width = 0;
  for (const character of indent) {
    if (character === '\f') width = 0;
    else width += character === '\t' ? tabWidth - (width % tabWidth) : 1;
  }
  return width;
};

/**
 * Cuts Python into its logical lines (https://docs.python.org/3/reference/lexical_analysis.html), which the grammar of
 * the parser takes as they come. Strings within the braces of an f-string count as parts of it.
 */
class LineScanner {
  readonly #code: string;
  readonly #lines: LogicalLine[] = [];
  #at = 0;
  #unterminated: number | undefined;

  constructor(code: string) {
    this.#code = code;
  }

  scan(): ScannedLines {
    while (this.#at < this.#code.length && this.#unterminated === undefined) this.#line();
    return { lines: this.#lines, unterminated: this.#unterminated };
  }

  #line(): void {
    const begin = this.#at;
    this.#skip(blanks);
    const indent = widthOf(this.#code.slice(begin, this.#at));
    const start = this.#at;
    const last = this.#restOfLine();
    if (last !== '') this.#lines.push({ start, indent, opensBlock: last === ':' });
  }

  /** Goes behind the logical line. @returns its last character that is no blank and no comment; empty when it has none */
  #restOfLine(): string {
    let depth = 0;
    let last = '';
    while (this.#at < this.#code.length && this.#unterminated === undefined) {
      const character = this.#code.charAt(this.#at);
      if (character === '\n' || character === '\r') {
        this.#at++;
        if (depth === 0) break;
      } else if (character === '#') this.#toEndOfLine();
      else if (character === '"' || character === "'") {
        this.#string();
        last = character;
      } else {
        if (opening.includes(character)) depth++;
        else if (closing.includes(character)) depth = Math.max(0, depth - 1);
        // What a backslash escapes here is the end of the line.
        this.#at += character === '\\' ? this.#escape() : 1;
        if (!/\s/.test(character)) last = depth > 0 && character === ':' ? ' ' : character;
      }
    }
    return last;
  }

  #string(): void {
    const start = this.#at;
    const mark = this.#skip(quote);
    while (this.#at < this.#code.length) {
      const character = this.#code.charAt(this.#at);
      if (this.#code.startsWith(mark, this.#at)) {
        this.#at += mark.length;
        return;
      }
      if (mark.length === 1 && (character === '\n' || character === '\r')) break;
      this.#at += character === '\\' ? this.#escape() : 1;
    }
    this.#unterminated = start;
  }

  /** The length of a backslash and what it escapes: in raw strings too, where the backslash stays. */
  #escape(): number {
    return this.#code.startsWith('\r\n', this.#at + 1) ? 3 : 2;
  }

  #toEndOfLine(): void {
    while (this.#at < this.#code.length && !/[\r\n]/.test(this.#code.charAt(this.#at))) this.#at++;
  }

  #skip(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const text = pattern.exec(this.#code)?.[0] ?? '';
    this.#at += text.length;
    return text;
  }
}

/** The logical lines of Python. */
export const scanLines = (code: string): ScannedLines => new LineScanner(code).scan();
