import { Vocabulary } from '../tokens/vocabulary.ts';
import { concepts, grammar } from './concepts.ts';

/** The words of all rules. */
export const vocabulary = new Vocabulary();
for (const [name, words] of [...Object.entries(concepts), ...Object.entries(grammar)])
  for (const word of words.split(/\s+/)) vocabulary.add(word, vocabulary.concept(name));

/** Those without which hardly any attack gets by are read with a slip of the keyboard too. */
for (const words of [concepts.IGNORE, concepts.PREVIOUS, concepts.INSTRUCTION, concepts.REVEAL])
  for (const word of words.split(/\s+/)) vocabulary.addMisspellings(word);
