import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

/** Passes on what a server writes line by line, and remembers the last lines for error messages. */
export class LogTail {
  readonly #log: (line: string) => void;
  readonly #keep: number;
  readonly #lines: string[] = [];

  constructor(log: (line: string) => void = () => undefined, keep = 20) {
    this.#log = log;
    this.#keep = keep;
  }

  /** Reads the stream until it ends. */
  follow(stream: Readable): void {
    createInterface({ input: stream }).on('line', (line) => this.add(line));
  }

  /** Adds one line. */
  add(line: string): void {
    this.#lines.push(line);
    if (this.#lines.length > this.#keep) this.#lines.shift();
    this.#log(line);
  }

  /** The last lines, oldest first. */
  get lines(): readonly string[] {
    return [...this.#lines];
  }
}
