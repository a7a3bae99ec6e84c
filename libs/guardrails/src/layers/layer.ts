import type { Span } from '../detector.ts';

/** A part of the layer below that was decoded, and where the result stands. */
export interface Edit {
  readonly from: number;
  readonly to: number;
  readonly start: number;
  readonly end: number;
  readonly bits: number;
}

/** The index of the first edit that ends after an offset. */
const firstAfter = (edits: readonly Edit[], offset: number): number => {
  let [low, high] = [0, edits.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((edits[middle]?.end ?? 0) > offset) high = middle;
    else low = middle + 1;
  }
  return low;
};

/** A text as it reads after some decoding, which knows where each part came from. Below the lowest is nothing. */
export class Layer {
  readonly text: string;
  readonly #below: Layer | undefined;
  readonly #edits: readonly Edit[];

  constructor(text: string, below?: Layer, edits: readonly Edit[] = []) {
    this.text = text;
    this.#below = below;
    this.#edits = edits;
  }

  /** Where a part stands in the lowest layer, and through which encodings it went. */
  originOf(start: number, end: number): Span & { readonly bits: number } {
    if (this.#below === undefined) return { start, end, bits: 0 };
    let bits = 0;
    let index = firstAfter(this.#edits, start);
    const first = this.#edits[index];
    const previous = this.#edits[index - 1];
    const from =
      first !== undefined && first.start <= start
        ? first.from
        : (previous?.to ?? 0) + start - (previous?.end ?? 0);
    let last = previous;
    for (let edit = first; edit !== undefined && edit.start < end; edit = this.#edits[index]) {
      bits |= edit.bits;
      last = edit;
      index += 1;
    }
    const to = last !== undefined && end <= last.end ? last.to : (last?.to ?? 0) + end - (last?.end ?? 0);
    const origin = this.#below.originOf(from, Math.max(from, to));
    return { ...origin, bits: origin.bits | bits };
  }
}
