import { stemmer } from 'stemmer';
import { irregularForms } from './irregular.ts';

const english = /^[a-z]+$/;

/** `rebuilt` is to rebuild what `built` is to build. */
const baseOf = (word: string): string => {
  const base = irregularForms.get(word);
  if (base !== undefined || !word.startsWith('re')) return base ?? word;
  const again = irregularForms.get(word.slice(2));
  return again === undefined ? word : `re${again}`;
};

/**
 * The stem of a folded word: the base form of an irregular one, then Porter's algorithm
 * (https://tartarus.org/martin/PorterStemmer/). Words with digits or letters outside a-z are their own stems.
 */
export const stem = (word: string): string => (english.test(word) ? stemmer(baseOf(word)) : word);
