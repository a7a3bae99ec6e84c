import type { Span } from '../../detector.ts';
import { isAscii } from '../../survey/is-ascii.ts';
import { bitOf } from './decoding.ts';
import { type DerivedText, TextBuilder } from './derived-text.ts';
import { foldCodePoint, isInvisible } from './fold-character.ts';
import { asciiEnd, foldText } from './fold-text.ts';

const anyInvisible = /[\p{Cf}\p{Variation_Selector}\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\uffa0]/u;

const ofTags = (codePoint: number): boolean => codePoint >= 0xe0020 && codePoint <= 0xe007e;
const tagOffset = 0xe0000;

/** Without invisible characters; tag characters (U+E0020 to U+E007E) become the ASCII that they hide. */
export const withoutInvisible = (source: DerivedText): DerivedText => {
  if (isAscii(source.text) || !anyInvisible.test(source.text)) return source;
  const builder = new TextBuilder(source);
  let pending = 0;
  let index = 0;
  for (const character of source.text) {
    const end = index + character.length;
    const codePoint = character.codePointAt(0) ?? 0;
    if (ofTags(codePoint))
      builder.put(String.fromCodePoint(codePoint - tagOffset), index, end, bitOf('unicode_tags'));
    else if (isInvisible(character)) pending = bitOf('invisible');
    else {
      builder.copyAs(character, index, pending);
      pending = 0;
    }
    index = end;
  }
  return builder.build();
};

/** Where the characters of a folded text come from. */
const withOrigins = (source: DerivedText): DerivedText => {
  const { text } = source;
  const builder = new TextBuilder(source);
  for (let index = 0; index < text.length; ) {
    const plainEnd = asciiEnd(text, index);
    if (plainEnd > index) builder.copyAs(text.slice(index, plainEnd).toLowerCase(), index, 0);
    if (plainEnd >= text.length) break;
    const codePoint = text.codePointAt(plainEnd) ?? 0;
    const end = plainEnd + (codePoint > 0xffff ? 2 : 1);
    const fold = foldCodePoint(codePoint);
    builder.put(fold, plainEnd, end, /^[a-z]/.test(fold) ? bitOf('confusable') : 0);
    index = end;
  }
  return builder.build();
};

/** A folded text. Where its parts come from is worked out when something is found in it, which is rare. */
class FoldedText implements DerivedText {
  readonly text: string;
  readonly #source: DerivedText;
  #origins: DerivedText | undefined;

  constructor(source: DerivedText) {
    this.text = foldText(source.text);
    this.#source = source;
  }

  originOf(start: number, end: number): Span {
    return this.#built.originOf(start, end);
  }

  bitsOf(start: number, end: number): number {
    return this.#built.bitsOf(start, end);
  }

  get #built(): DerivedText {
    // What is ASCII stays where it stands.
    this.#origins ??= isAscii(this.#source.text) ? this.#source : withOrigins(this.#source);
    return this.#origins;
  }
}

/** A text whose characters are folded, so that letters that look alike are alike. */
export const folded = (source: DerivedText): DerivedText => new FoldedText(source);
