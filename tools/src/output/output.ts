import { styleText } from 'node:util';

/** The colours that mean something here. */
export type Colour = Parameters<typeof styleText>[0];

/** Some terminals do not tell how wide they are. */
const usualColumns = 80;

/** Where the tools write for people: whole lines, and in a terminal one status line below them. */
export class Output {
  readonly #stream: NodeJS.WriteStream;
  #status = '';

  constructor(stream: NodeJS.WriteStream = process.stdout) {
    this.#stream = stream;
  }

  get isTerminal(): boolean {
    return this.#stream.isTTY;
  }

  /** Writes a line above the status line. */
  line(text = ''): void {
    this.#stream.write(this.#status === '' ? `${text}\n` : `\r\x1b[K${text}\n${this.#status}`);
  }

  /** Shows the status line, or removes it when the text is empty. Does nothing where it could not be updated. */
  status(text: string): void {
    if (!this.isTerminal || text === this.#status) return;
    this.#status = text.slice(0, (this.#stream.columns || usualColumns) - 1);
    this.#stream.write(`\r\x1b[K${this.#status}`);
  }

  /** The text in a colour, or as it is when the stream takes none (no terminal, NO_COLOR). */
  readonly paint = (colour: Colour, text: string): string =>
    styleText(colour, text, { stream: this.#stream });
}
