/** A word of a text, with where it stands. Offsets are UTF-16 code units. */
export interface Word {
  /** The word as the text writes it. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/**
 * A number with its separators and what is written onto it (`1.2`, `1,200`, `3rd`, `28m`), or a letter and the letters,
 * marks, digits and inner apostrophes that follow. Everything else, the underscore and the hyphen included, parts words.
 */
const pattern = /\p{N}+(?:[.,]\p{N}+)*[\p{L}\p{M}\p{N}]*|\p{L}[\p{L}\p{M}\p{N}]*(?:['’]\p{L}+)*/gu;

/** Scripts that do not write spaces between words. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

const segmenter = new Intl.Segmenter('en', { granularity: 'word' });

function* segments(run: string, offset: number): Generator<Word> {
  for (const { segment, index, isWordLike } of segmenter.segment(run))
    if (isWordLike === true)
      yield { text: segment, start: offset + index, end: offset + index + segment.length };
}

/** The words of a text in order. */
export const words = (text: string): Word[] => {
  const mayBeUnspaced = unspaced.test(text);
  const found: Word[] = [];
  for (const match of text.matchAll(pattern)) {
    const run = match[0];
    if (mayBeUnspaced && unspaced.test(run)) found.push(...segments(run, match.index));
    else found.push({ text: run, start: match.index, end: match.index + run.length });
  }
  return found;
};
