import type { Span } from '../../detector.ts';

/** A text made from another one, with where each of its UTF-16 units came from and through which decodings. */
export interface DerivedText {
  readonly text: string;
  /** Where a part came from in the original. */
  originOf(start: number, end: number): Span;
  /** The bits of the decodings that a part went through. */
  bitsOf(start: number, end: number): number;
}

/** A text that is its own original. */
export const originalText = (text: string): DerivedText => ({
  text,
  originOf: (start, end) => ({ start, end }),
  bitsOf: () => 0,
});

/** Makes a text from parts of another one. The parts are to be given in the order of the source. */
export class TextBuilder {
  readonly #source: DerivedText;
  #text = '';
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];
  readonly #bits: number[] = [];

  constructor(source: DerivedText) {
    this.#source = source;
  }

  /** Takes a part over as it is. */
  copy(start: number, end: number): void {
    for (let index = start; index < end; index += 1)
      this.put(this.#source.text.charAt(index), index, index + 1, 0);
  }

  /** Puts a text in the place of a part. Each of its units comes from the whole part. */
  put(text: string, start: number, end: number, bits: number): void {
    const origin = this.#source.originOf(start, end);
    const all = bits | this.#source.bitsOf(start, end);
    this.#text += text;
    for (let index = 0; index < text.length; index += 1) {
      this.#starts.push(origin.start);
      this.#ends.push(origin.end);
      this.#bits.push(all);
    }
  }

  build(): DerivedText {
    const [text, starts, ends, bits] = [this.#text, this.#starts, this.#ends, this.#bits];
    return {
      text,
      originOf: (start, end) => ({ start: starts[start] ?? 0, end: ends[end - 1] ?? 0 }),
      bitsOf: (start, end) => {
        let all = 0;
        for (let index = start; index < end; index += 1) all |= bits[index] ?? 0;
        return all;
      },
    };
  }
}
