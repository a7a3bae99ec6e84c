import { Vocabulary } from '../tokens/vocabulary.ts';
import { concepts } from './concepts.ts';

/** The words of all rules. */
export const vocabulary = new Vocabulary();
for (const [name, words] of Object.entries(concepts))
  for (const word of words.split(/\s+/)) vocabulary.add(word, vocabulary.concept(name));
