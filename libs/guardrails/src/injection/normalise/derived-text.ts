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

/** A run of units that came from the source in one way. */
interface Run {
  readonly start: number;
  readonly bits: number;
  readonly from: number;
  /** Where the part of the source ends; it grows while units follow one by one. */
  to: number;
  /** Whether each unit came from the unit at the same distance, or all of them from the whole part. */
  readonly isUnitwise: boolean;
}

/** Makes a text from parts of another one. The parts are to be given in the order of the source. */
export class TextBuilder {
  readonly #source: DerivedText;
  #text = '';
  readonly #runs: Run[] = [];

  constructor(source: DerivedText) {
    this.#source = source;
  }

  /** Takes a part over as it is. */
  copy(start: number, end: number): void {
    if (start < end) this.copyAs(this.#source.text.slice(start, end), start, 0);
  }

  /** Puts a text of the same length in the place of a part, unit by unit. */
  copyAs(text: string, start: number, bits: number): void {
    const last = this.#runs.at(-1);
    if (last?.isUnitwise === true && last.to === start && last.bits === bits) last.to += text.length;
    else this.#add(start, start + text.length, bits, true);
    this.#text += text;
  }

  /** Puts a text in the place of a part. Each of its units comes from the whole part. */
  put(text: string, start: number, end: number, bits: number): void {
    if (text.length === 1 && end === start + 1) this.copyAs(text, start, bits);
    else if (text !== '') {
      this.#add(start, end, bits, false);
      this.#text += text;
    }
  }

  #add(from: number, to: number, bits: number, isUnitwise: boolean): void {
    this.#runs.push({ start: this.#text.length, bits, from, to, isUnitwise });
  }

  build(): DerivedText {
    return new BuiltText(this.#text, this.#runs, this.#source);
  }
}

class BuiltText implements DerivedText {
  readonly text: string;
  readonly #runs: readonly Run[];
  readonly #source: DerivedText;

  constructor(text: string, runs: readonly Run[], source: DerivedText) {
    this.text = text;
    this.#runs = runs;
    this.#source = source;
  }

  originOf(start: number, end: number): Span {
    const { from, to } = this.#sourceOf(start, end);
    return this.#source.originOf(from, to);
  }

  bitsOf(start: number, end: number): number {
    if (start >= end) return 0;
    const { from, to } = this.#sourceOf(start, end);
    let bits = this.#source.bitsOf(from, to);
    for (let index = this.#runAt(start); index <= this.#runAt(end - 1); index += 1)
      bits |= this.#runs[index]?.bits ?? 0;
    return bits;
  }

  /** The part of the source that a part came from. */
  #sourceOf(start: number, end: number): { readonly from: number; readonly to: number } {
    const first = this.#runs[this.#runAt(start)];
    const last = this.#runs[this.#runAt(end - 1)];
    if (first === undefined || last === undefined) return { from: 0, to: 0 };
    return {
      from: first.isUnitwise ? first.from + start - first.start : first.from,
      to: last.isUnitwise ? last.from + end - last.start : last.to,
    };
  }

  /** The index of the run that a unit is in, by halving. */
  #runAt(unit: number): number {
    let [low, high] = [0, this.#runs.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#runs[middle]?.start ?? 0) <= unit) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
