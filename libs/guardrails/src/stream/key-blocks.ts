const beginMark = '-----BEGIN ';
const endMark = '-----END ';
const dashes = '-----';
/** The longest first line, and how far behind the beginning of a last line its dashes are looked for. */
const longestLine = 100;
const header = /^-----BEGIN (?:[A-Z0-9]{1,20} ){0,3}PRIVATE KEY(?: BLOCK)?-----/;

/** Follows a growing text and knows where private keys stand in it, the last of which may not have ended yet. */
export class KeyBlocks {
  #searched = 0;
  /** Where the key begins that is being looked at, or -1. */
  #start = -1;
  /** The last key that has ended. */
  #last = { start: 0, end: 0 };

  /** The last point up to a wanted one that is not inside a key. Looks at what is new alone. */
  outside(text: string, wanted: number): number {
    while (this.#start >= 0 || this.#find(text)) if (!this.#close(text)) break;
    const until = this.#start < 0 ? wanted : Math.min(wanted, this.#start);
    return until > this.#last.start && until < this.#last.end ? this.#last.start : until;
  }

  /** Says that the text begins later now. */
  dropped(length: number): void {
    this.#searched = Math.max(0, this.#searched - length);
    this.#last = { start: Math.max(0, this.#last.start - length), end: Math.max(0, this.#last.end - length) };
    if (this.#start >= 0) this.#start = Math.max(0, this.#start - length);
  }

  #find(text: string): boolean {
    this.#start = text.indexOf(beginMark, this.#searched);
    this.#searched = this.#start < 0 ? Math.max(this.#searched, text.length - beginMark.length) : this.#start;
    return this.#start >= 0;
  }

  /** Whether the key has ended, or turned out to be none. */
  #close(text: string): boolean {
    if (this.#searched === this.#start) {
      const line = text.slice(this.#start, this.#start + longestLine);
      if (line.length < longestLine && !line.includes(dashes, beginMark.length)) return false;
      const [first] = header.exec(line) ?? [];
      if (first === undefined) return this.#leave(this.#start + beginMark.length);
      this.#searched = this.#start + first.length;
    }
    const mark = text.indexOf(endMark, this.#searched);
    if (mark < 0) {
      this.#searched = Math.max(this.#searched, text.length - endMark.length);
      return false;
    }
    const close = text.indexOf(dashes, mark + endMark.length);
    if (close < 0 && text.length - mark < longestLine) {
      this.#searched = mark;
      return false;
    }
    const end = close < 0 ? mark + endMark.length : close + dashes.length;
    this.#last = { start: this.#start, end };
    return this.#leave(end);
  }

  #leave(searched: number): true {
    this.#searched = searched;
    this.#start = -1;
    return true;
  }
}
