/** Thrown where a text stops being JSON (RFC 8259). */
export class JsonSyntaxError extends Error {
  /** UTF-16 code units from the beginning of the text. */
  readonly offset: number;

  constructor(offset: number, message: string) {
    super(message);
    this.name = 'JsonSyntaxError';
    this.offset = offset;
  }
}
