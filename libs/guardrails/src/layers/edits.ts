import { type Edit, Layer } from './layer.ts';

/** Collects what is decoded in a layer, from left to right, and makes the next layer of it. */
export class Edits {
  readonly #below: Layer;
  readonly #parts: string[] = [];
  readonly #edits: Edit[] = [];
  #from = 0;
  #length = 0;

  constructor(below: Layer) {
    this.#below = below;
  }

  /** Puts a text in the place of a part. */
  put(text: string, from: number, to: number, bits: number): void {
    if (from > this.#from) this.#append(this.#below.text.slice(this.#from, from));
    const start = this.#length;
    this.#append(text);
    this.#edits.push({ from, to, start, end: this.#length, bits });
    this.#from = to;
  }

  /** The layer below when nothing was decoded. */
  build(): Layer {
    if (this.#edits.length === 0) return this.#below;
    this.#append(this.#below.text.slice(this.#from));
    return new Layer(this.#parts.join(''), this.#below, this.#edits);
  }

  #append(text: string): void {
    this.#parts.push(text);
    this.#length += text.length;
  }
}
