import type { CollectionDocument } from '../collections/collection.ts';

/** Numbers from 0 to 1, the same in every run: mulberry32. */
const randomFrom = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d_2b_79_f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), state | 1);
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61);
    return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32;
  };
};

const syllables = 'ba be da do fa gi ha ke la lo ma mi na no pa ra re sa ti to va wo ze zu'.split(' ');
const vocabulary = 20_000;

/** A word for each number: words with greater ones are longer, as rare words are. */
const wordOf = (rank: number): string => {
  let word = '';
  for (let rest = rank + syllables.length; rest > 0; rest = Math.floor(rest / syllables.length))
    word += syllables[rest % syllables.length] ?? '';
  return word;
};

/** The most frequent words of a language are stop words, which searches leave out: ranks begin behind them. */
const stopWords = 100;

/** The rank of a word when the n-th most frequent one is n times as rare as the first (Zipf). */
const zipf = (share: number): number =>
  Math.floor(stopWords * ((vocabulary + stopWords) / stopWords) ** share) - stopWords;

const wordsPerPassage = 150;
const passagesPerDocument = 50;

/** Documents of fifty paragraphs that become a passage each, about as many as are wanted. */
export function* generatedDocuments(passages: number, seed: number): Generator<CollectionDocument> {
  const random = randomFrom(seed);
  const sentence = (): string =>
    Array.from({ length: wordsPerPassage }, () => wordOf(zipf(random()))).join(' ');
  for (let made = 0; made < passages; made += passagesPerDocument)
    yield {
      id: `${seed}-${made}`,
      title: wordOf(zipf(random())),
      text: Array.from({ length: passagesPerDocument }, sentence).join('.\n\n'),
      mediaType: 'text/plain',
    };
}

/** Questions of six words, common and rare ones. */
export const generatedQueries = (count: number): readonly string[] => {
  const random = randomFrom(1);
  return Array.from({ length: count }, () =>
    Array.from({ length: 6 }, () => wordOf(zipf(random()))).join(' '),
  );
};
