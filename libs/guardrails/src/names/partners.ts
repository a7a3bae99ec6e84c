import { bits, endOf, has, startOf, type Words } from './words.ts';

const name = bits('surname', 'given');
const partners = /\p{Lu}\p{L}+, \p{Lu}\p{L}+,? (?:and|&) \p{Lu}\p{L}+(?!\p{L})/uy;

/**
 * Where the name of a firm ends that begins at a word and consists of its partners' names, or -1. Behind a colon the
 * same words are a list of people.
 */
export const endOfPartners = (text: string, words: Words, word: number): number => {
  const start = startOf(words, word);
  if (!has(words, word, name) || text.charAt(endOf(words, word)) !== ',') return -1;
  if (text.slice(Math.max(0, start - 2), start) === ': ') return -1;
  partners.lastIndex = start;
  return partners.test(text) ? partners.lastIndex : -1;
};
