/** A line is longer than may be kept. */
export class LineTooLongError extends Error {
  constructor(maxBytes: number) {
    super(`A line of the stream is longer than ${maxBytes} bytes.`);
    this.name = 'LineTooLongError';
  }
}

const lf = 0x0a;

/**
 * Cuts bytes that come in any pieces into lines, as in newline-delimited JSON. The work is linear in the bytes: a line
 * that is not over is kept in pieces and joined once. A carriage return before the line feed stays, which JSON allows.
 */
export class LineParser {
  readonly #onLine: (line: Buffer) => void;
  readonly #maxBytes: number;
  #pieces: Buffer[] = [];
  #kept = 0;

  /** @param onLine hears each line that is not empty, without its line feed */
  constructor(onLine: (line: Buffer) => void, maxLineBytes = 4_194_304) {
    this.#onLine = onLine;
    this.#maxBytes = maxLineBytes;
  }

  /** @throws LineTooLongError */
  push(chunk: Buffer): void {
    let at = 0;
    for (let feed = chunk.indexOf(lf); feed !== -1; feed = chunk.indexOf(lf, at)) {
      this.#keep(chunk.subarray(at, feed));
      at = feed + 1;
      this.end();
    }
    this.#keep(chunk.subarray(at));
  }

  /** The stream has ended: what is left is the last line. */
  end(): void {
    const [only, ...others] = this.#pieces;
    const line = only === undefined || others.length === 0 ? only : Buffer.concat(this.#pieces);
    this.#pieces = [];
    this.#kept = 0;
    if (line !== undefined) this.#onLine(line);
  }

  #keep(piece: Buffer): void {
    if (piece.length === 0) return;
    this.#kept += piece.length;
    if (this.#kept > this.#maxBytes) throw new LineTooLongError(this.#maxBytes);
    this.#pieces.push(piece);
  }
}
