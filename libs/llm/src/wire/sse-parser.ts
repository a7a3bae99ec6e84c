/** An event is longer than may be kept. */
export class SseEventTooLongError extends Error {
  constructor(maxBytes: number) {
    super(`An event of the stream is longer than ${maxBytes} bytes.`);
    this.name = 'SseEventTooLongError';
  }
}

const lf = 0x0a;
const cr = 0x0d;
const space = 0x20;
const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);
const dataField = Buffer.from('data');
const lineEnd = Buffer.from('\n');
const empty = Buffer.alloc(0);

/** The value of a `data` field, or undefined for comments and other fields. */
const dataOf = (line: Buffer): Buffer | undefined => {
  if (line.length < 4 || line.compare(dataField, 0, 4, 0, 4) !== 0) return undefined;
  if (line.length === 4) return empty;
  if (line[4] !== 0x3a) return undefined;
  return line.subarray(line[5] === space ? 6 : 5);
};

/**
 * Reads server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html) from bytes that are cut
 * anywhere. The work is linear in the bytes: a line that is not over is kept in pieces and joined once. Data is never
 * copied when an event lies within one piece. Differs from the standard in one thing: an event that the end of the
 * stream cuts off before its empty line still counts, because providers leave out the last line feeds.
 */
export class SseParser {
  readonly #onData: (data: Buffer) => void;
  readonly #maxBytes: number;
  /** Pieces of the line that is not over yet. */
  #pieces: Buffer[] = [];
  #lines: Buffer[] = [];
  /** Bytes kept: pieces and lines of the event that is not over yet. */
  #kept = 0;
  /** The last byte was a carriage return: a line feed that follows belongs to it. */
  #afterReturn = false;
  #begun = false;

  /** @param onData hears the data of each event: its lines, with line feeds between them */
  constructor(onData: (data: Buffer) => void, maxEventBytes = 4_194_304) {
    this.#onData = onData;
    this.#maxBytes = maxEventBytes;
  }

  /** @throws SseEventTooLongError */
  push(chunk: Buffer): void {
    let at = this.#afterReturn && chunk[0] === lf ? 1 : 0;
    if (chunk.length > 0) this.#afterReturn = false;
    let feed = chunk.indexOf(lf, at);
    let back = chunk.indexOf(cr, at);
    while (feed !== -1 || back !== -1) {
      const end = back !== -1 && (feed === -1 || back < feed) ? back : feed;
      const start = at;
      at = end + 1;
      if (end === back) {
        if (at === chunk.length) this.#afterReturn = true;
        else if (chunk[at] === lf) at++;
        back = chunk.indexOf(cr, at);
      }
      if (feed !== -1 && feed < at) feed = chunk.indexOf(lf, at);
      this.#line(this.#joined(chunk.subarray(start, end)));
    }
    if (at < chunk.length) this.#keep(this.#pieces, chunk.subarray(at));
  }

  /** The stream has ended. */
  end(): void {
    if (this.#pieces.length > 0) this.#line(this.#joined(empty));
    this.#dispatch();
  }

  #joined(last: Buffer): Buffer {
    const line = this.#pieces.length === 0 ? last : Buffer.concat([...this.#pieces, last]);
    for (const piece of this.#pieces) this.#kept -= piece.length;
    this.#pieces = [];
    if (this.#begun) return line;
    this.#begun = true;
    return line.subarray(0, 3).equals(byteOrderMark) ? line.subarray(3) : line;
  }

  #line(line: Buffer): void {
    if (line.length === 0) return this.#dispatch();
    const data = dataOf(line);
    if (data !== undefined) this.#keep(this.#lines, data);
  }

  #keep(list: Buffer[], bytes: Buffer): void {
    this.#kept += bytes.length;
    if (this.#kept > this.#maxBytes) throw new SseEventTooLongError(this.#maxBytes);
    list.push(bytes);
  }

  #dispatch(): void {
    const [only, ...others] = this.#lines;
    this.#lines = [];
    this.#kept = 0;
    if (only === undefined) return;
    this.#onData(
      others.length === 0 ? only : Buffer.concat([only, ...others.flatMap((line) => [lineEnd, line])]),
    );
  }
}
