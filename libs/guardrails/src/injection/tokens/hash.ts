/** FNV-1a (Fowler, Noll, Vo), over UTF-16 units. */
export const hashSeed = 0x811c9dc5 | 0;
const prime = 0x01000193;

/** A hash with one more unit. */
export const hashStep = (hash: number, unit: number): number => Math.imul(hash ^ unit, prime);

/** As many letters of a word tell what it is about, in the languages that inflect its end. */
export const stemLength = 5;

/** The hashes of a word and of its beginning. */
export interface WordHash {
  readonly word: number;
  readonly stem: number;
}

/** The hashes of a part of a text. @param step 2 when its letters stand two apart */
export const hashOf = (text: string, start = 0, end = text.length, step = 1): WordHash => {
  let word = hashSeed;
  let stem = hashSeed;
  for (let index = start, length = 0; index < end; index += step, length += 1) {
    word = hashStep(word, text.charCodeAt(index));
    if (length < stemLength) stem = word;
  }
  return { word, stem };
};
